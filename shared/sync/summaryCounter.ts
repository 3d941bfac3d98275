import type { LoadPlan } from '../plan/loadPlan';
import type { SyncSummary } from '../protocol/worker';
import type { SliceReport } from './report';

/** Adds up what a sync does, also of an application that breaks halfway: what was committed stays. */
export class SummaryCounter {
  /** Bytes read from the store. */
  bytesRead = 0;
  /** Slices that were loaded or emptied. */
  loaded = 0;
  failedApplications = 0;
  readonly #counts: Partial<Record<SliceReport['status'], number>> = {};
  readonly #start = performance.now();
  #upToDate = 0;
  #inserted = 0;
  #deleted = 0;

  addPlan({ skipped }: LoadPlan): void {
    this.#upToDate += skipped.filter(({ reason }) => reason === 'upToDate').length;
  }

  add(slices: readonly SliceReport[]): void {
    for (const { status, inserted, deleted } of slices) {
      this.#counts[status] = (this.#counts[status] ?? 0) + 1;
      this.#inserted += inserted;
      this.#deleted += deleted;
      if (status.startsWith('loaded') || status === 'deleted') this.loaded++;
    }
  }

  result(): SyncSummary {
    return {
      counts: this.#counts,
      upToDate: this.#upToDate,
      rowsInserted: this.#inserted,
      rowsDeleted: this.#deleted,
      bytesRead: this.bytesRead,
      seconds: (performance.now() - this.#start) / 1000,
      failedApplications: this.failedApplications,
    };
  }
}
