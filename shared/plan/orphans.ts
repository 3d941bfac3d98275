// Finds rows that a full re-export of their period no longer lists.
import type { Ledger, LoadedSlice } from './ledger';
import type { LoadStep, PlanNotice } from './loadPlan';
import { isRetroactive, type Covering } from './ownership';
import { sliceKeyOf, type SliceKey } from './slice';

/**
 * Orphans, period by period. An export that brings allevents and matched events of a period is taken to list every
 * matchable of it; a retroactive export never is.
 */
export class OrphanSearch {
  readonly found: PlanNotice[] = [];
  readonly #loadedByPeriod = new Map<string, LoadedSlice[]>();
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    for (const slice of ledger.slices.values()) {
      if (slice.matchableId === null || slice.periodId === null || slice.rows === 0) continue;
      const loaded = this.#loadedByPeriod.get(slice.periodId);
      if (loaded) loaded.push(slice);
      else this.#loadedByPeriod.set(slice.periodId, [slice]);
    }
  }

  /** Looks at one period, given the selected exports that cover it and the steps planned for it. */
  search(periodId: string, coveredBy: readonly Covering[], planned: readonly LoadStep[]): void {
    const owner = this.#fullExport(periodId, coveredBy, planned);
    if (!owner) return;
    const { counter } = owner.entry;
    const listed = new Set(owner.periods.flatMap(({ matched }) => matched.map(m => m.matchableId)));
    if (listed.size === 0) return;
    const steps = new Map(planned.map(step => [step.matchableId, step]));
    const stale = (slice: SliceKey, rows: number): void => {
      const { kind, matchableId } = slice;
      this.found.push({ kind: 'orphan', slice: { kind, periodId, matchableId }, counter, rows });
    };
    for (const slice of this.#loadedByPeriod.get(periodId) ?? []) {
      const omitted = slice.matchableId !== null && !listed.has(slice.matchableId);
      if (omitted && slice.counter < counter && !steps.has(slice.matchableId)) {
        stale(slice, slice.rows);
      }
    }
    for (const step of planned) {
      const { counter: stepCounter, expected, files } = step.source;
      const omitted = step.matchableId !== null && !listed.has(step.matchableId);
      const rows = expected ?? 0;
      if (omitted && stepCounter < counter && files.length > 0 && rows > 0) stale(step, rows);
    }
  }

  /** The export whose allevents the period will hold, be it planned or already loaded. */
  #fullExport(
    periodId: string,
    coveredBy: readonly Covering[],
    planned: readonly LoadStep[],
  ): Covering | undefined {
    const step = planned.find(({ kind }) => kind === 'allEvents');
    const key = sliceKeyOf({ kind: 'allEvents', periodId, matchableId: null });
    const counter = step?.source.counter ?? this.#ledger.slices.get(key)?.counter;
    const owner = coveredBy.find(({ entry }) => entry.counter === counter);
    return owner && !isRetroactive(owner.entry) ? owner : undefined;
  }
}
