// What a sync did, as a text to read and keep: what was not loaded and why, the sums, and slice by slice.
import type { FailedApplication, SyncEvent, SyncSummary } from '../protocol/worker';
import { rowsText } from '../plan/planWords';
import { displayWidth, padded, printable } from '../util/displayWidth';
import { counted, countText, dayText } from '../util/humanText';
import { formatTable, type TableColumn } from '../util/textTable';
import type { Translate } from '../util/translate';
import { nameOfFailed } from './failedApplication';
import { Reconciliation, statusWord } from './reconciliation';
import type { SliceReport, SliceStatus } from './report';

/** Slices that did not go as the manifest says; the worst first. */
const troubled: readonly SliceStatus[] = [
  'failed',
  'refused',
  'loadedWithMismatch',
  'loadedFallback',
];
const loaded: readonly SliceStatus[] = [
  'loaded',
  'deleted',
  'loadedFallback',
  'loadedWithMismatch',
];

/** So many slices of a status are listed; the sums are of all. */
const mostListed = 5000;

/** How a sync ended. */
export type SyncEnd =
  /** To its end, though slices of it may have failed. */
  | { readonly kind: 'done'; readonly summary: SyncSummary }
  /** By the user; what was committed stays. */
  | { readonly kind: 'cancelled' }
  /** As a whole; what was committed before stays. */
  | { readonly kind: 'broken'; readonly code: string; readonly message: string };

/** What a report takes from elsewhere. */
interface ReportWords {
  readonly t: Translate;
  /** How it ended, what was synced, when and where. */
  readonly head: readonly string[];
  /** What matchables are called; none has a name by default. */
  readonly names?: ReadonlyMap<string, string>;
}

/** Gathers the events of one sync. */
export class SyncReport {
  readonly #reconciliation = new Reconciliation();
  readonly #listed = new Map<SliceStatus, SliceReport[]>();
  readonly #notices: string[] = [];
  readonly #failed: FailedApplication[] = [];
  readonly #counts = new Map<SliceStatus, number>();
  readonly #names = new Map<string, string>();

  add(event: SyncEvent): void {
    switch (event.kind) {
      case 'progress':
        return;
      case 'application':
        this.#names.set(`${event.subscription}/${event.application}`, event.name);
        return;
      case 'notice':
        this.#notices.push(event.message);
        return;
      case 'applicationFailed':
        this.#failed.push(event.failed);
        return;
      case 'slices':
        this.#reconciliation.add(event.slices);
        for (const slice of event.slices) this.#addSlice(slice);
    }
  }

  /** Slices whose rows are new. */
  get loaded(): number {
    return this.#count(loaded);
  }

  /** Slices and whole applications of which the newest could not be loaded, though something older may have been. */
  get failed(): number {
    return this.#count(['failed', 'refused', 'loadedFallback']) + this.#failed.length;
  }

  /** Nothing happened that a report could tell. */
  get isEmpty(): boolean {
    return this.#reconciliation.slices === 0 && this.#failed.length === 0;
  }

  /** The only application that was looked at. */
  get onlyApplication(): { subscription: string; application: string } | undefined {
    const [key, ...others] = this.#names.keys();
    if (key === undefined || others.length > 0) return undefined;
    const [subscription = '', application = ''] = key.split('/');
    return { subscription, application };
  }

  /** The pages, features and track types whose slices are listed: `Page/<id>`, … */
  get matchables(): readonly string[] {
    const ids = [...this.#listed.values()].flat().flatMap(slice => slice.matchableId ?? []);
    return [...new Set(ids)];
  }

  /** The report. */
  describe({ t, head, names = new Map() }: ReportWords): string {
    const nameOf = (key: string) => this.#names.get(key) ?? key;
    const parts = [
      head.join('\n'),
      this.#troubles(t, names),
      this.#reconciliation.tables(t, undefined, nameOf).trimEnd(),
      section(t('Notes'), this.#notices),
      this.#slices(t, names),
    ];
    return `${parts.filter(part => part !== '').join('\n\n')}\n`;
  }

  #count(statuses: readonly SliceStatus[]): number {
    return statuses.reduce((sum, status) => sum + (this.#counts.get(status) ?? 0), 0);
  }

  #addSlice(slice: SliceReport): void {
    const { status } = slice;
    this.#counts.set(status, (this.#counts.get(status) ?? 0) + 1);
    const listed = this.#listed.get(status) ?? [];
    this.#listed.set(status, listed);
    if (listed.length < mostListed) listed.push(slice);
  }

  #troubles(t: Translate, names: ReadonlyMap<string, string>): string {
    const slices = troubled.flatMap(status => this.#listed.get(status) ?? []);
    const troubles = [
      ...this.#failed.map(failed => applicationTrouble(t, failed)),
      ...slices.map(slice => sliceTrouble(t, slice, names)),
    ];
    const width = Math.max(0, ...troubles.map(({ result }) => displayWidth(result))) + 2;
    const lines = troubles.flatMap(({ result, what, why }) => [
      padded(result, width) + what,
      `    ${why}`,
    ]);
    const more = this.#count(troubled) - slices.length;
    if (more > 0) lines.push(moreText(t, more));
    return section(t('What went wrong'), lines);
  }

  #slices(t: Translate, names: ReadonlyMap<string, string>): string {
    const statuses = [...new Set([...troubled, ...loaded])];
    const listed = statuses.flatMap(status => this.#listed.get(status) ?? []);
    if (listed.length === 0) return '';
    const rows = listed.map(slice => [
      statusWord(t, slice.status),
      String(slice.counter),
      nameOfSlice(slice, names),
      slice.periodId === null ? '' : dayText(slice.periodId),
      ...[slice.expected, slice.inFile, slice.inserted, slice.deleted].map(numberText),
      ...(names.size > 0 ? [slice.matchableId ?? ''] : []),
    ]);
    const titles = names.size > 0 ? [...columnsOf(t), { title: t('id') }] : columnsOf(t);
    const lines = formatTable(titles, rows).trimEnd().split('\n');
    const more = this.#count(statuses) - rows.length;
    if (more > 0) lines.push(moreText(t, more));
    return section(t('Slices'), lines);
  }
}

function columnsOf(t: Translate): readonly TableColumn[] {
  const numbers = [t('in manifest'), t('in files'), t('rows in'), t('rows out')];
  return [
    { title: t('result') },
    { title: t('export'), align: 'right' },
    { title: t('slice') },
    { title: t('day') },
    ...numbers.map(title => ({ title, align: 'right' as const })),
  ];
}

/** Indented, so that editors can fold it. */
function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map(line => `  ${line}`)].join('\n');
}

interface Trouble {
  readonly result: string;
  readonly what: string;
  readonly why: string;
}

function applicationTrouble(t: Translate, failed: FailedApplication): Trouble {
  return {
    result: statusWord(t, 'failed'),
    what: nameOfFailed(failed),
    why: errorText(failed.error),
  };
}

/** `Page Accounts: Overview`; without a name its id. */
function nameOfSlice(
  { table, matchableId }: SliceReport,
  names: ReadonlyMap<string, string>,
): string {
  if (matchableId === null) return table;
  const name = names.get(matchableId);
  if (name === undefined) return matchableId;
  return `${matchableId.slice(0, matchableId.indexOf('/'))} ${printable(name)}`;
}

function sliceTrouble(
  t: Translate,
  slice: SliceReport,
  names: ReadonlyMap<string, string>,
): Trouble {
  const { status, expected, inFile, error } = slice;
  return {
    result: statusWord(t, status),
    what: placeOf(t, slice, nameOfSlice(slice, names)),
    why: error ? errorText(error) : countsText(t, expected ?? 0, inFile ?? 0),
  };
}

/** `Page Accounts: Overview of 2023-02-22, export 7`. */
function placeOf(t: Translate, slice: SliceReport, name: string): string {
  const { status, periodId, counter } = slice;
  const isOlder = status === 'loadedFallback';
  if (periodId === null) {
    return isOlder
      ? t('{0}, loaded from the older export {1}', name, counter)
      : t('{0}, export {1}', name, counter);
  }
  const day = dayText(periodId);
  return isOlder
    ? t('{0} of {1}, loaded from the older export {2}', name, day, counter)
    : t('{0} of {1}, export {2}', name, day, counter);
}

function countsText(t: Translate, expected: number, inFile: number): string {
  return t(
    'the manifest promises {0}, the files hold {1}',
    ...[rowsText(t, expected), countText(inFile)],
  );
}

function moreText(t: Translate, count: number): string {
  return counted(count, t('… and {0} more slice'), t('… and {0} more slices'));
}

function errorText({ code, message }: { code: string; message: string }): string {
  return `${message} (${code})`;
}

function numberText(count: number | null): string {
  return count === null ? '' : countText(count);
}
