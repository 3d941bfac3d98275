import type { SyncProgress } from './report';

/** What all applications of a sync have to do together, as far as it was planned. */
export interface PlannedWork {
  readonly slices: number;
  readonly bytes: number;
}

/** How far a sync of several applications is: each tells only of itself, one after the other. */
export class OverallProgress {
  readonly #planned: PlannedWork;
  /** What ended before the application that tells now. */
  #before = nothing;
  #last: SyncProgress | undefined;
  /** Files of unknown size were read. */
  #hasUnknownSizes = false;

  constructor(planned: PlannedWork = { slices: 0, bytes: 0 }) {
    this.#planned = planned;
  }

  /** The same, of the whole sync; without a plan it knows of the applications that came to their turn. */
  add(progress: SyncProgress): SyncProgress {
    if (this.#last && !isSameRun(this.#last, progress)) {
      this.#before = sum(this.#before, this.#last);
    }
    this.#last = progress;
    this.#hasUnknownSizes ||= progress.bytesTotal === 0 && progress.bytesRead > 0;
    const all = sum(this.#before, progress);
    const bytesTotal = Math.max(all.bytesTotal, this.#planned.bytes);
    return {
      ...progress,
      ...all,
      stepsTotal: Math.max(all.stepsTotal, this.#planned.slices),
      bytesTotal: this.#hasUnknownSizes ? 0 : bytesTotal,
    };
  }
}

type Counts = Omit<SyncProgress, 'subscription' | 'application'>;

const nothing: Counts = {
  ...{ stepsDone: 0, stepsTotal: 0, rows: 0 },
  ...{ bytesRead: 0, bytesTotal: 0, seconds: 0 },
};

/** Clocks do not go back: if its does, the application is synced once more. */
function isSameRun(last: SyncProgress, next: SyncProgress): boolean {
  const { subscription, application, seconds } = next;
  if (last.subscription !== subscription || last.application !== application) return false;
  return seconds >= last.seconds;
}

function sum(a: Counts, b: Counts): Counts {
  return {
    stepsDone: a.stepsDone + b.stepsDone,
    stepsTotal: a.stepsTotal + b.stepsTotal,
    rows: a.rows + b.rows,
    bytesRead: a.bytesRead + b.bytesRead,
    bytesTotal: a.bytesTotal + b.bytesTotal,
    seconds: a.seconds + b.seconds,
  };
}
