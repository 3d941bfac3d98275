// Tables that are loaded again from older exports than they hold: from all of them or none, because one in the middle
// that cannot be read would leave old rows where newer ones were.
import type { LoadPlan, LoadStep } from '../plan/loadPlan';
import { sliceKeyOf } from '../plan/slice';
import type { SliceReport } from './report';
import type { SliceApplier, SyncParts } from './sliceApplier';

/** Applies the steps of a plan, those of a rebuild together. */
export class Rebuilds {
  readonly #plan: LoadPlan;
  readonly #parts: SyncParts;
  readonly #applier: SliceApplier;
  readonly #applied = new Set<LoadStep>();

  constructor(plan: LoadPlan, parts: SyncParts, applier: SliceApplier) {
    this.#plan = plan;
    this.#parts = parts;
    this.#applier = applier;
  }

  /** With the first step of a rebuild come the others; they report nothing when it is their turn. */
  async apply(step: LoadStep, signal: AbortSignal): Promise<readonly SliceReport[]> {
    if (this.#applied.delete(step)) return [];
    const [, ...others] = this.#rebuildOf(step);
    if (others.length === 0) return [await this.#applier.apply(step, signal)];
    for (const other of others) this.#applied.add(other);
    return this.#applyTogether([step, ...others], signal);
  }

  /** The step and those of its table up to what the table holds. */
  #rebuildOf(step: LoadStep): readonly LoadStep[] {
    const held =
      step.periodId === null ? this.#parts.history.find(step)?.counter : step.source.counter;
    if (held === undefined || held <= step.source.counter) return [step];
    const key = sliceKeyOf(step);
    return this.#plan.steps.filter(
      other => other.source.counter <= held && sliceKeyOf(other) === key,
    );
  }

  async #applyTogether(
    steps: readonly LoadStep[],
    signal: AbortSignal,
  ): Promise<readonly SliceReport[]> {
    const { engine, tables, matchables, history } = this.#parts;
    engine.run('SAVEPOINT "rebuild"');
    const reports: SliceReport[] = [];
    for (const step of steps) {
      signal.throwIfAborted();
      reports.push(await this.#applier.apply(step, signal));
    }
    const failed = reports.find(({ status }) => status === 'failed');
    if (failed) engine.run('ROLLBACK TO "rebuild"');
    engine.run('RELEASE "rebuild"');
    if (!failed) return reports;
    tables.forget();
    matchables.forget();
    if (failed.error) history.recordFailed(failed, { source: failed, error: failed.error });
    return reports.map(report => (report === failed ? report : notRebuilt(report, failed.counter)));
  }
}

function notRebuilt(report: SliceReport, brokenBy: number): SliceReport {
  const message = `counter ${brokenBy} of this table failed, and what is loaded again from older exports needs all of them: nothing was changed`;
  const nothing = { inFile: null, inserted: 0, deleted: 0 };
  return {
    ...report,
    ...nothing,
    status: 'refused',
    error: { code: 'sync.earlier-failed', message },
  };
}
