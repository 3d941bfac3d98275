// Plans as a text to read, and in numbers: the plans themselves may have a million steps, and stay in their thread.
import { describePlan, nothingToDo } from '../plan/describePlan';
import { describeNotices } from '../plan/describeNotice';
import type { LoadPlan } from '../plan/loadPlan';
import { rowsInText, rowsOutText, slicesText } from '../plan/planWords';
import { summarizePlan, type PlanSummary, type StepsSummary } from '../plan/summarizePlan';
import type { RequestContext } from '../protocol/channel';
import type { FailedApplication, PlannedLoad, PlanText, SyncRecipe } from '../protocol/worker';
import { nameOfFailed } from '../sync/failedApplication';
import { planSession, type SessionPorts } from '../sync/planSession';
import { displayWidth, padded } from '../util/displayWidth';
import { bytesText, countText } from '../util/humanText';
import { formatTable } from '../util/textTable';
import type { Translate } from '../util/translate';

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
  const { t } = ports;
  const sizes = sizesOf(all.map(({ summary }) => summary.total));
  const texts = all.map(({ planned }) =>
    [...describePlan(planned, { t, verbose: false, withoutNotices: true })].join('\n'),
  );
  const folder = recipes[0]?.database ?? '';
  const parts = [overview(t, all, { sizes, folder }), attention(t, all, failed), ...texts];
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
  t: Translate,
  all: readonly Planned[],
  { sizes, folder }: { readonly sizes: PlanSizes; readonly folder: string },
): string {
  const into = t('Database folder: {0}', folder);
  const head =
    sizes.slices === 0
      ? [nothingToDo(t, upToDateOf(all)), into]
      : [sizesText(t, sizes), `${t('Nothing changes until it is applied.')} ${into}`];
  return [...head, ...(all.length < 2 ? [] : ['', tableOf(t, all)])].join('\n');
}

function upToDateOf(all: readonly Planned[]): number {
  return all.reduce((sum, { summary }) => sum + summary.skipped.upToDate, 0);
}

/** `34 slices to load: 1,234 rows in, 0 rows out, 3.5 MB to read.` */
function sizesText(t: Translate, { slices, rowsIn, rowsOut, bytes, isExact }: PlanSizes): string {
  const rows = rowsInText(t, rowsIn);
  return t(
    '{0} to load: {1}, {2}, {3} to read.',
    ...[slicesText(t, slices), isExact ? rows : t('at least {0}', rows)],
    ...[rowsOutText(t, rowsOut), bytesText(bytes)],
  );
}

function tableOf(t: Translate, all: readonly Planned[]): string {
  const numbers = [
    ...[t('slices'), t('rows in'), t('rows out'), t('to read')],
    ...[t('superseded'), t('up to date')],
  ];
  const columns = [
    { title: t('application') },
    ...numbers.map(title => ({ title, align: 'right' as const })),
  ];
  const rows = all.map(({ planned, summary: { total, skipped } }) => {
    const rowsIn = `${countText(total.rowsIn)}${total.unknownIn > 0 ? '+' : ''}`;
    const rowsOut = `${countText(total.rowsOut)}${total.unknownOut > 0 ? '+' : ''}`;
    const left = [skipped.superseded, skipped.upToDate].map(countText);
    const read = bytesText(total.bytes);
    return [nameOf(planned.plan), countText(total.slices), rowsIn, rowsOut, read, ...left];
  });
  return formatTable(columns, rows).trimEnd();
}

/** What cannot be planned, and what somebody should know before the plan is applied. */
function attention(
  t: Translate,
  all: readonly Planned[],
  failed: readonly FailedApplication[],
): string {
  const lines = [
    ...failed.map(each => [t('failed'), `${nameOfFailed(each)}: ${each.error.message}`] as const),
    ...all.flatMap(each => refusals(t, each).map(text => [t('refused'), text] as const)),
  ];
  const width = Math.max(0, ...lines.map(([word]) => displayWidth(word))) + 2;
  const notices = all.flatMap(({ planned: { plan } }) =>
    describeNotices(plan.notices, { t, verbose: false }).map(text =>
      t('Note: {0}', `${nameOf(plan)}: ${text}`),
    ),
  );
  return [...lines.map(([word, text]) => padded(word, width) + text), ...notices].join('\n');
}

function refusals(t: Translate, { planned, summary: { skipped } }: Planned): string[] {
  const { plan, expectedDisk, freeDisk } = planned;
  const isTooLittle = expectedDisk !== null && freeDisk !== null && freeDisk < expectedDisk;
  const slices = slicesText(t, skipped.refused);
  return [
    ...(skipped.refused > 0
      ? [t('{0}: {1}, older than what is loaded', nameOf(plan), slices)]
      : []),
    ...(isTooLittle ? [t('{0}: the disk has too little space', nameOf(plan))] : []),
  ];
}

function nameOf({ target: { applicationName, application } }: LoadPlan): string {
  return applicationName ?? application;
}
