import type { LoadPlan } from '../plan/loadPlan';
import type { SyncEvent } from '../protocol/worker';
import type { AvroFiles } from './avroFiles';

/** Shortest time between two messages. */
const interval = 200;

/** Tells how far a sync is, a few times a second. */
export class ProgressMeter {
  readonly #plan: LoadPlan;
  readonly #files: AvroFiles;
  readonly #bytesTotal: number;
  readonly #onEvent: (event: SyncEvent) => void;
  readonly #start = performance.now();
  #told = performance.now();
  #steps = 0;
  #rows = 0;

  constructor(
    plan: LoadPlan,
    files: AvroFiles,
    ...[bytesTotal, onEvent]: [number, (event: SyncEvent) => void]
  ) {
    this.#plan = plan;
    this.#files = files;
    this.#bytesTotal = bytesTotal;
    this.#onEvent = onEvent;
  }

  addRows(rows: number): void {
    this.#rows += rows;
    this.#tell();
  }

  addStep(): void {
    this.#steps++;
    this.#tell();
  }

  #tell(): void {
    const now = performance.now();
    const stepsTotal = this.#plan.steps.length;
    if (now - this.#told < interval && this.#steps < stepsTotal) return;
    this.#told = now;
    const { subscription, application } = this.#plan.target;
    this.#onEvent({
      kind: 'progress',
      progress: {
        subscription,
        application,
        stepsDone: this.#steps,
        stepsTotal,
        rows: this.#rows,
        bytesRead: this.#files.bytesRead,
        bytesTotal: this.#bytesTotal,
        seconds: (now - this.#start) / 1000,
      },
    });
  }
}
