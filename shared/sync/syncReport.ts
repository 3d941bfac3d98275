// What a sync did, as a text to read and keep: what was not loaded and why, the sums, and slice by slice.
import type { FailedApplication, SyncEvent, SyncSummary } from '../protocol/worker';
import { printable } from '../util/displayWidth';
import { countOf, countText, dayText } from '../util/humanText';
import { formatTable } from '../util/textTable';
import { nameOfFailed } from './failedApplication';
import { Reconciliation, statusWords } from './reconciliation';
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

  /** The report; `head` says how it ended, what was synced, when and where; `names` what matchables are called. */
  describe(head: readonly string[], names: ReadonlyMap<string, string> = new Map()): string {
    const nameOf = (key: string) => this.#names.get(key) ?? key;
    const parts = [
      head.join('\n'),
      this.#troubles(names),
      this.#reconciliation.tables(undefined, nameOf).trimEnd(),
      section('Notes', this.#notices),
      this.#slices(names),
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

  #troubles(names: ReadonlyMap<string, string>): string {
    const slices = troubled.flatMap(status => this.#listed.get(status) ?? []);
    const troubles = [
      ...this.#failed.map(applicationTrouble),
      ...slices.map(slice => sliceTrouble(slice, names)),
    ];
    const width = Math.max(0, ...troubles.map(({ result }) => result.length)) + 2;
    const lines = troubles.flatMap(({ result, what, why }) => [
      result.padEnd(width) + what,
      `    ${why}`,
    ]);
    const more = this.#count(troubled) - slices.length;
    if (more > 0) lines.push(`… and ${countOf(more, 'more slice')}`);
    return section('What went wrong', lines);
  }

  #slices(names: ReadonlyMap<string, string>): string {
    const statuses = [...new Set([...troubled, ...loaded])];
    const listed = statuses.flatMap(status => this.#listed.get(status) ?? []);
    if (listed.length === 0) return '';
    const rows = listed.map(slice => [
      statusWords[slice.status],
      String(slice.counter),
      nameOfSlice(slice, names),
      slice.periodId === null ? '' : dayText(slice.periodId),
      ...[slice.expected, slice.inFile, slice.inserted, slice.deleted].map(numberText),
      ...(names.size > 0 ? [slice.matchableId ?? ''] : []),
    ]);
    const titles = names.size > 0 ? [...columns, { title: 'id' }] : columns;
    const lines = formatTable(titles, rows).trimEnd().split('\n');
    const more = this.#count(statuses) - rows.length;
    if (more > 0) lines.push(`… and ${countOf(more, 'more slice')}`);
    return section('Slices', lines);
  }
}

const columns = [
  { title: 'result' },
  { title: 'export', align: 'right' as const },
  { title: 'slice' },
  { title: 'day' },
  ...['in manifest', 'in files', 'rows in', 'rows out'].map(title => {
    return { title, align: 'right' as const };
  }),
];

/** Indented, so that editors can fold it. */
function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map(line => `  ${line}`)].join('\n');
}

interface Trouble {
  readonly result: string;
  readonly what: string;
  readonly why: string;
}

function applicationTrouble(failed: FailedApplication): Trouble {
  return { result: 'failed', what: nameOfFailed(failed), why: errorText(failed.error) };
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

function sliceTrouble(slice: SliceReport, names: ReadonlyMap<string, string>): Trouble {
  const { status, periodId, counter, expected, inFile, error } = slice;
  const day = periodId === null ? '' : ` of ${dayText(periodId)}`;
  const from = status === 'loadedFallback' ? 'loaded from the older export' : 'export';
  const counts = `the manifest promises ${countOf(expected ?? 0, 'row')}, the files hold ${countText(inFile ?? 0)}`;
  return {
    result: statusWords[status],
    what: `${nameOfSlice(slice, names)}${day}, ${from} ${counter}`,
    why: error ? errorText(error) : counts,
  };
}

function errorText({ code, message }: { code: string; message: string }): string {
  return `${message} (${code})`;
}

function numberText(count: number | null): string {
  return count === null ? '' : countText(count);
}
