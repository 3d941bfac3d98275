// The line that always tells the truth: which rows, of how many, how sure, and how long it took.
import { isUnderWay, type ResultState } from '../../shared/protocol/queryGrid';
import { countText, durationText } from '../../shared/util/humanText';
import { button, element } from '../element';
import { t } from '../localText';

interface FooterPorts {
  readonly cancel: () => void;
  readonly copyAs: () => void;
  readonly exportRows: () => void;
  readonly showColumns: () => void;
}

/** What the footer says something of. */
type State = ResultState | { readonly kind: 'empty' };

interface FooterFacts {
  readonly result: number;
  /** First and last visible row, counted from 1; undefined while there are none. */
  readonly visible: { readonly from: number; readonly to: number } | undefined;
  readonly selected: number;
  /** Columns that are usually hidden. */
  readonly hidden: number;
  readonly showsAll: boolean;
}

export class ResultFooter {
  readonly element: HTMLElement;
  readonly #rows = element('span', { class: 'footer-rows', role: 'status', 'aria-live': 'polite' });
  readonly #selected = element('span', {});
  readonly #cancel: HTMLButtonElement;
  readonly #columns: HTMLButtonElement;
  readonly #withRows: readonly HTMLButtonElement[];
  #since = 0;
  #result = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ports: FooterPorts) {
    this.#cancel = button({
      label: t('Cancel'),
      icon: 'debug-stop',
      text: true,
      onClick: ports.cancel,
    });
    this.#columns = button({
      label: t('Show row numbers of the table'),
      icon: 'eye',
      onClick: ports.showColumns,
    });
    this.#withRows = [
      button({ label: t('Copy as…'), icon: 'copy', onClick: ports.copyAs }),
      button({ label: t('Export…'), icon: 'export', onClick: ports.exportRows }),
    ];
    this.element = element(
      'footer',
      {},
      ...[this.#rows, this.#selected, this.#cancel],
      ...[element('span', { class: 'spacer' }), this.#columns, ...this.#withRows],
    );
  }

  show(state: State, facts: FooterFacts): void {
    const isRunning = state.kind !== 'empty' && isUnderWay(state);
    clearInterval(this.#timer);
    if (isRunning) {
      if (this.#result !== facts.result || state.kind === 'queued') this.#since = performance.now();
      this.#result = facts.result;
      this.#timer = setInterval(() => this.#tell(state, facts), 100);
    }
    this.#tell(state, facts);
    const { selected, hidden, showsAll } = facts;
    this.#selected.textContent = selected > 0 ? t('{0} selected', countText(selected)) : '';
    this.#cancel.hidden = !isRunning;
    const hasRows = state.kind === 'rows' && state.rowCount > 0;
    for (const each of this.#withRows) each.hidden = !hasRows;
    this.#columns.hidden = !hasRows || hidden === 0;
    this.#columns.setAttribute('aria-pressed', String(showsAll));
    this.element.hidden = !['queued', 'running', 'waiting', 'rows'].includes(state.kind);
  }

  #tell(state: State, { visible }: FooterFacts): void {
    const elapsed = timeText((performance.now() - this.#since) / 1000);
    this.#rows.textContent = rowsText(state, visible, elapsed);
  }
}

/** What the footer says of the rows. */
function rowsText(state: State, visible: FooterFacts['visible'], elapsed: string): string {
  switch (state.kind) {
    case 'queued':
      return t('waiting for its turn');
    case 'waiting':
      return t('waiting for the database · {0}', elapsed);
    case 'running':
      return t('running · {0}', elapsed);
    case 'rows': {
      const { rowCount, ending, seconds } = state;
      const time = timeText(seconds);
      if (rowCount === 0) return t('no rows · {0}', time);
      const range = visible ? `${countText(visible.from)}–${countText(visible.to)}` : '…';
      const total = countText(rowCount);
      if (ending === 'counting')
        return t('rows {0} of {1} (counting…) · {2}', range, total, elapsed);
      if (ending === 'whole') return t('rows {0} of {1} · {2}', range, total, time);
      return t('rows {0} of the first {1} (stopped) · {2}', range, total, time);
    }
    default:
      return '';
  }
}

/** `12 ms`, `1.4 s`. */
function timeText(seconds: number): string {
  return seconds < 0.995 ? `${Math.round(seconds * 1000)} ms` : durationText(seconds);
}
