// Plans as a text to read, and in numbers: the plans themselves may have a million steps, and stay in their thread.
import { describePlan, nothingToDo } from '../plan/describePlan';
import { describeNotices } from '../plan/describeNotice';
import { summarizePlan, type PlanSummary, type StepsSummary } from '../plan/summarizePlan';
import type { RequestContext } from '../protocol/channel';
import type { FailedApplication, PlannedLoad, PlanText, SyncRecipe } from '../protocol/worker';
import { nameOfFailed } from '../sync/failedApplication';
import { planSession, type SessionPorts } from '../sync/planSession';
import { bytesText, countOf, countText } from '../util/humanText';
import { formatTable } from '../util/textTable';

interface Planned {
  readonly planned: PlannedLoad;
  readonly summary: PlanSummary;
}

/** Plans all recipes: first the sums and what needs attention, then each plan. */
export async function describePlans(
  ports: SessionPorts,
  recipes: readonly SyncRecipe[],
  context: Pick<RequestContext<never>, 'signal'>,
): Promise<PlanText> {
  const all: Planned[] = [];
  const failed: FailedApplication[] = [];
  for (const recipe of recipes) {
    const session = await planSession(ports, recipe, context);
    failed.push(...session.failed);
    for (const planned of session.plans) {
      all.push({ planned, summary: summarizePlan(planned.plan, planned.sizes) });
    }
  }
  const sizes = sizesOf(all.map(({ summary }) => summary.total));
  const texts = all.map(({ planned }) =>
    [...describePlan(planned, { verbose: false, withoutNotices: true })].join('\n'),
  );
  const parts = [overview(all, sizes, recipes), attention(all, failed), ...texts];
  return { text: `${parts.filter(part => part !== '').join('\n\n')}\n`, ...sizes };
}

type PlanSizes = Omit<PlanText, 'text'>;

function sizesOf(totals: readonly StepsSummary[]): PlanSizes {
  const sum = (of: (total: StepsSummary) => number) =>
    totals.reduce((all, total) => all + of(total), 0);
  return {
    slices: sum(total => total.slices),
    rowsIn: sum(total => total.rowsIn),
    rowsOut: sum(total => total.rowsOut),
    bytes: sum(total => total.bytes),
    isExact: sum(total => total.unknownIn + total.unknownOut) === 0,
  };
}

function overview(
  all: readonly Planned[],
  sizes: PlanSizes,
  recipes: readonly SyncRecipe[],
): string {
  const upToDate = all.reduce((sum, { summary }) => sum + summary.skipped.upToDate, 0);
  const { slices, rowsIn, rowsOut, bytes, isExact } = sizes;
  const least = isExact ? '' : 'at least ';
  const head =
    slices === 0
      ? nothingToDo(upToDate)
      : `${countOf(slices, 'slice')} to load: ${least}${countOf(rowsIn, 'row')} in, ` +
        `${countOf(rowsOut, 'row')} out, ${bytesText(bytes)} to read.`;
  const promise = slices === 0 ? '' : 'Nothing changes until it is applied. ';
  const into = `${promise}Database folder: ${recipes[0]?.database ?? ''}`;
  return all.length < 2 ? `${head}\n${into}` : `${head}\n${into}\n\n${tableOf(all)}`;
}

function tableOf(all: readonly Planned[]): string {
  const numbers = ['slices', 'rows in', 'rows out', 'to read', 'superseded', 'up to date'];
  const columns = [
    { title: 'application' },
    ...numbers.map(title => ({ title, align: 'right' as const })),
  ];
  const rows = all.map(({ planned, summary: { total, skipped } }) => {
    const { applicationName, application } = planned.plan.target;
    const rowsIn = `${countText(total.rowsIn)}${total.unknownIn > 0 ? '+' : ''}`;
    const rowsOut = `${countText(total.rowsOut)}${total.unknownOut > 0 ? '+' : ''}`;
    const left = [skipped.superseded, skipped.upToDate].map(countText);
    const read = bytesText(total.bytes);
    return [
      applicationName ?? application,
      countText(total.slices),
      rowsIn,
      rowsOut,
      read,
      ...left,
    ];
  });
  return formatTable(columns, rows).trimEnd();
}

/** What cannot be planned, and what somebody should know before the plan is applied. */
function attention(all: readonly Planned[], failed: readonly FailedApplication[]): string {
  const failures = failed.map(each => `failed   ${nameOfFailed(each)}: ${each.error.message}`);
  const rest = all.flatMap(({ planned: { plan, expectedDisk, freeDisk }, summary }) => {
    const { applicationName, application } = plan.target;
    const name = applicationName ?? application;
    const { refused } = summary.skipped;
    const isTooLittle = expectedDisk !== null && freeDisk !== null && freeDisk < expectedDisk;
    return [
      ...(refused > 0
        ? [`refused  ${name}: ${countOf(refused, 'slice')}, older than what is loaded`]
        : []),
      ...(isTooLittle ? [`refused  ${name}: the disk has too little space`] : []),
      ...describeNotices(plan.notices, { verbose: false }).map(text => `Note: ${name}: ${text}`),
    ];
  });
  return [...failures, ...rest].join('\n');
}
