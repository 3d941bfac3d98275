import { describePlan } from '../plan/describePlan';
import { summarizePlan, type StepsSummary } from '../plan/summarizePlan';
import type { FailedApplication, PlannedLoad, PlanText, SyncRecipe } from '../protocol/worker';

/** Plans as a text to read, and in numbers: the plans themselves may have a million steps, and stay in their thread. */
export function describePlans(
  { plans, failed }: { plans: readonly PlannedLoad[]; failed: readonly FailedApplication[] },
  { ignoreFreeSpace }: Pick<SyncRecipe, 'ignoreFreeSpace'>,
): PlanText {
  const texts = plans.map(planned =>
    [...describePlan(planned, { verbose: false, ignoreFreeSpace })].join('\n'),
  );
  const failures = failed.map(
    ({ application, error }) => `Cannot plan ${application}: ${error.message}`,
  );
  const totals = plans.map(({ plan, sizes }) => summarizePlan(plan, sizes).total);
  const sum = (of: (total: StepsSummary) => number) =>
    totals.reduce((all, total) => all + of(total), 0);
  return {
    text: `${[...texts, ...failures].join('\n\n')}\n`,
    slices: sum(total => total.slices),
    rowsIn: sum(total => total.rowsIn),
    rowsOut: sum(total => total.rowsOut),
    isExact: sum(total => total.unknownIn + total.unknownOut) === 0,
  };
}
