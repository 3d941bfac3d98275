import type { Ledger } from '../plan/ledger';
import type { LoadPlan } from '../plan/loadPlan';
import { sliceKeyOf } from '../plan/slice';
import type { Layout } from '../protocol/worker';
import type { SliceReport } from './report';
import { tableOfKind } from './tableNames';

/**
 * The lines of the reconciliation for what a plan leaves out: pending slices that a higher counter
 * of this run owns, and refused ones. What earlier runs have settled is not told again.
 */
export function skippedReports(
  { target, steps, skipped }: LoadPlan,
  ledger: Ledger,
  layout: Layout,
): SliceReport[] {
  const { subscription, application } = target;
  const owned = new Set(steps.map(sliceKeyOf));
  return skipped.flatMap((slice): SliceReport[] => {
    const { kind, periodId, matchableId, counter, exportId, reason, by } = slice;
    if (reason === 'upToDate') return [];
    const key = sliceKeyOf(slice);
    const held = ledger.slices.get(key)?.counter ?? -Infinity;
    if (reason === 'superseded' && (!owned.has(key) || counter <= held)) return [];
    const table = tableOfKind(kind, layout) ?? matchableId ?? '';
    return [
      {
        ...{ subscription, application, table, kind, periodId, matchableId, counter, exportId },
        ...{ expected: null, inFile: null, inserted: 0, deleted: 0, status: reason },
        ...(reason === 'refused' ? { error: olderThanLoaded(counter, by) } : {}),
      },
    ];
  });
}

function olderThanLoaded(counter: number, by: number): { code: string; message: string } {
  const message = `counter ${by} is loaded already: loading counter ${counter} would bring old rows back`;
  return { code: 'sync.older-than-loaded', message };
}
