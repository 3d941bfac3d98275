// Finds rows that a full re-export of their period no longer lists.
import type { Ledger, LoadedSlice } from './ledger';
import type { LoadStep, PlanNotice } from './loadPlan';
import { listedByFull, type Covering } from './ownership';
import type { SliceKey } from './slice';

/** The loaded slices of matchables, by their period. */
export class LoadedMatched {
  readonly #byPeriod = new Map<string, LoadedSlice[]>();

  constructor(ledger: Ledger) {
    for (const slice of ledger.slices.values()) {
      if (slice.matchableId === null || slice.periodId === null) continue;
      const loaded = this.#byPeriod.get(slice.periodId);
      if (loaded) loaded.push(slice);
      else this.#byPeriod.set(slice.periodId, [slice]);
    }
  }

  of(periodId: string): readonly LoadedSlice[] {
    return this.#byPeriod.get(periodId) ?? [];
  }
}

/** Orphans of one period, given the selected exports that cover it, and what is planned and what is loaded of it. */
export function findOrphans(
  coveredBy: readonly Covering[],
  planned: readonly LoadStep[],
  loaded: readonly LoadedSlice[],
): PlanNotice[] {
  const full = coveredBy.findLast(listedByFull);
  const listed = full && listedByFull(full);
  if (!listed) return [];
  const { counter } = full.entry;
  const found: PlanNotice[] = [];
  const add = ({ kind, periodId, matchableId }: SliceKey, from: number, rows: number): void => {
    if (matchableId === null || listed.has(matchableId) || from >= counter || rows === 0) return;
    found.push({ kind: 'orphan', slice: { kind, periodId, matchableId }, counter, rows });
  };
  const steps = new Set(planned.map(({ matchableId }) => matchableId));
  for (const slice of loaded) {
    if (!steps.has(slice.matchableId)) add(slice, slice.counter, slice.rows);
  }
  for (const step of planned) {
    const { counter: from, expected, files } = step.source;
    if (files.length > 0) add(step, from, expected ?? 0);
  }
  return found;
}
