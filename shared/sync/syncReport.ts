// What a sync did, as a text to read and keep: the sums, what failed and why, and slice by slice.
import { nothingToDo } from '../plan/describePlan';
import type { FailedApplication, SyncEvent, SyncSummary } from '../protocol/worker';
import { countOf, countText, dayText } from '../util/humanText';
import { formatTable } from '../util/textTable';
import { describeSummary } from './describeSummary';
import { nameOfFailed } from './failedApplication';
import { Reconciliation, statusWords } from './reconciliation';
import type { SliceReport, SliceStatus } from './report';

/** Slices that are listed one by one: the others were left as they were. */
const touched: readonly SliceStatus[] = [
  'loaded',
  'deleted',
  'loadedFallback',
  'loadedWithMismatch',
  'failed',
  'refused',
];

/** So many of them; the sums are of all. */
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
  readonly #listed: SliceReport[] = [];
  readonly #notices: string[] = [];
  readonly #failed: FailedApplication[] = [];
  readonly #counts = new Map<SliceStatus, number>();

  add(event: SyncEvent): void {
    switch (event.kind) {
      case 'progress':
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

  /** Slices that ended so. */
  count(...statuses: readonly SliceStatus[]): number {
    return statuses.reduce((sum, status) => sum + (this.#counts.get(status) ?? 0), 0);
  }

  /** Nothing happened that a report could tell. */
  get isEmpty(): boolean {
    return this.#reconciliation.slices === 0 && this.#failed.length === 0;
  }

  /** Nothing failed and nothing was refused. */
  get isComplete(): boolean {
    return this.#failed.length === 0 && this.count('failed', 'refused') === 0;
  }

  /** Applications that broke as a whole. */
  get failedApplications(): number {
    return this.#failed.length;
  }

  /** The report; `head` says what was synced, when and where. */
  describe(head: readonly string[], end: SyncEnd): string {
    const parts = [
      [...head, '', this.#outcome(end)].join('\n'),
      this.#failures(),
      this.#reconciliation
        .describe({ moreHint: 'the command line lists all: sync --json' })
        .trimEnd(),
      this.#notices.map(notice => `Note: ${notice}`).join('\n'),
      this.#slices(),
    ];
    return `${parts.filter(part => part !== '').join('\n\n')}\n`;
  }

  #addSlice(slice: SliceReport): void {
    this.#counts.set(slice.status, (this.#counts.get(slice.status) ?? 0) + 1);
    const isListed = touched.includes(slice.status) && this.#listed.length < mostListed;
    if (isListed) this.#listed.push(slice);
  }

  #outcome(end: SyncEnd): string {
    const loaded = this.count('loaded', 'deleted', 'loadedFallback', 'loadedWithMismatch');
    switch (end.kind) {
      case 'done':
        return this.isEmpty ? nothingToDo(end.summary.upToDate) : describeSummary(end.summary);
      case 'cancelled':
        return `Cancelled. ${countOf(loaded, 'slice')} loaded before that; the others are as they were. Sync again to go on.`;
      case 'broken':
        return (
          `Stopped: ${end.message} (${end.code}). ` +
          `${countOf(loaded, 'slice')} loaded before that; the others are as they were.`
        );
    }
  }

  #failures(): string {
    return this.#failed
      .map(failed => {
        const { code, message } = failed.error;
        return `failed   ${nameOfFailed(failed)}: ${code}: ${message}`;
      })
      .join('\n');
  }

  #slices(): string {
    if (this.#listed.length === 0) return '';
    const rows = this.#listed.map(slice => [
      statusWords[slice.status],
      String(slice.counter),
      slice.table,
      slice.periodId === null ? '' : dayText(slice.periodId),
      slice.matchableId ?? '',
      ...[slice.expected, slice.inFile, slice.inserted, slice.deleted].map(numberText),
    ]);
    const rest = this.count(...touched) - rows.length;
    const more = rest > 0 ? `\n… and ${countOf(rest, 'more slice')}` : '';
    return formatTable(columns, rows).trimEnd() + more;
  }
}

const columns = [
  { title: 'slice' },
  { title: 'export', align: 'right' as const },
  { title: 'table' },
  { title: 'day' },
  { title: 'matched' },
  ...['in manifest', 'in files', 'rows in', 'rows out'].map(title => {
    return { title, align: 'right' as const };
  }),
];

function numberText(count: number | null): string {
  return count === null ? '' : countText(count);
}
