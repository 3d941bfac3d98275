// What the selected cells of a column come to, as spreadsheets say it; the worker adds them up.
import type { Channel } from '../../shared/protocol/channel';
import type { QueryGridRequests, ResultRange, ResultTotals } from '../../shared/protocol/queryGrid';
import { countText } from '../../shared/util/humanText';
import { t } from '../localText';
import type { ResultLook } from './resultLook';

/** A selection that still changes is not asked about. */
const settleMillis = 150;

export class SelectionTotals {
  readonly #channel: Channel<QueryGridRequests>;
  readonly #tell: (text: string) => void;
  #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = '';

  constructor(channel: Channel<QueryGridRequests>, tell: (text: string) => void) {
    this.#channel = channel;
    this.#tell = tell;
  }

  /** Says what the selected rows come to in a column, where this is one of numbers. */
  show(look: ResultLook, selection: ResultRange | undefined, column: number | undefined): void {
    const shown = column === undefined ? undefined : look.columns[column];
    if (!selection || column === undefined || shown?.kind !== 'number') return this.clear();
    const { result, view } = look;
    const wanted = { result, view, start: selection.start, end: selection.end, column };
    const asked = JSON.stringify(wanted);
    if (asked === this.#asked) return;
    this.clear();
    this.#asked = asked;
    const controller = this.#controller;
    this.#timer = setTimeout(() => {
      this.#channel.request('totals', wanted, { signal: controller.signal }).then(
        totals => {
          if (!controller.signal.aborted) this.#tell(totalsText(shown.label ?? '', totals));
        },
        // One that was given up, or that came behind the result's end: there is nothing to add up.
        () => undefined,
      );
    }, settleMillis);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#asked = '';
    this.#tell('');
  }
}

function totalsText(
  column: string,
  { values, numbers, sum, average, min, max }: ResultTotals,
): string {
  if (numbers === 0) return t('{0}: no numbers selected', column);
  const figures = [sum, average, min, max].map(figureText);
  return t(
    '{0}: sum {1} · average {2} · min {3} · max {4} · count {5}',
    ...[column, ...figures, countText(values)],
  );
}

/** Whole numbers whole, others with a few digits. */
function figureText(text: string | null): string {
  if (text === null) return '∅';
  if (/^-?\d+$/.test(text)) return countText(BigInt(text));
  return String(Number(Number(text).toPrecision(7)));
}
