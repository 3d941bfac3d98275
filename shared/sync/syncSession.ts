// A whole sync: one database after the other, each with its own plan. What breaks one application
// is reported and leaves the others alone.
import type { Engine } from '../engine/engine';
import { describeNotices } from '../plan/describeNotice';
import { describeTarget } from '../plan/describePlan';
import { requireDisk } from '../plan/diskNeed';
import { emptyLedger } from '../plan/ledger';
import type { LoadPlan } from '../plan/loadPlan';
import { planLoad } from '../plan/planLoad';
import type { RequestContext } from '../protocol/channel';
import type { FailedApplication, SyncEvent, SyncRecipe, SyncSummary } from '../protocol/worker';
import { adoptExports } from './adoptExports';
import { applyPlan, type ApplyPorts } from './applyPlan';
import { readLedger } from './loadHistory';
import { describeLoad, hasDatabase, type SessionPorts } from './planSession';
import { SummaryCounter } from './summaryCounter';
import { forEachTarget, selectionOf, type SyncTarget } from './targets';

/** Syncs all chosen applications. The host holds the lock of the database folder. */
export async function syncSession(
  ports: SessionPorts,
  recipe: SyncRecipe,
  context: RequestContext<SyncEvent>,
): Promise<SyncSummary> {
  const summary = new SummaryCounter();
  const destination = await ports.openDestination(recipe.destination, context.signal);
  const onFailure = (failed: FailedApplication) => {
    context.progress({ kind: 'applicationFailed', failed });
    summary.failedApplications++;
  };
  const targetContext = { signal: context.signal, onFailure };
  await forEachTarget(destination, recipe, targetContext, target =>
    syncTarget(ports, target, { recipe, context, summary }),
  );
  return summary.result();
}

async function syncTarget(ports: SessionPorts, target: SyncTarget, run: SessionRun): Promise<void> {
  const { recipe, context } = run;
  const { file } = target;
  let engine: Engine | undefined;
  try {
    if (await hasDatabase(file)) engine = await ports.engines.open({ file, mode: 'readWrite' });
    const ledger = engine ? readLedger(engine) : emptyLedger;
    const plan = planLoad(target.manifest, target.target, ledger, selectionOf(recipe));
    if (engine && recipe.adopt) await adoptExports(engine, target.manifest.exports, ledger);
    const { subscription, application } = plan.target;
    const name = describeTarget(ports.t, plan.target);
    context.progress({ kind: 'application', subscription, application, name });
    for (const message of notices(ports, plan, target))
      context.progress({ kind: 'notice', message });
    if (plan.steps.length > 0) engine ??= await ports.engines.open({ file, mode: 'readWrite' });
    // Nothing is pending and nothing was ever loaded: no database is made.
    if (engine) await applyTo({ engine, t: ports.t }, plan, target, run);
  } finally {
    engine?.close();
  }
}

async function applyTo(
  ports: Pick<ApplyPorts, 'engine' | 't'>,
  plan: LoadPlan,
  target: SyncTarget,
  { recipe, context, summary }: SessionRun,
): Promise<void> {
  const planned = await describeLoad(plan, target, context.signal);
  if (!recipe.ignoreFreeSpace) requireDisk(planned);
  const bytesTotal = [...planned.sizes.values()].reduce((sum, size) => sum + size, 0);
  await applyPlan(
    plan,
    {
      ...ports,
      store: target.store,
      onEvent: event => context.progress(event),
      drained: () => context.drained(),
      summary,
    },
    { layout: recipe.layout, counts: recipe.counts, bytesTotal },
    context.signal,
  );
}

interface SessionRun {
  readonly recipe: SyncRecipe;
  readonly context: RequestContext<SyncEvent>;
  readonly summary: SummaryCounter;
}

function notices({ t }: SessionPorts, plan: LoadPlan, { manifest, target }: SyncTarget): string[] {
  const place = `${target.subscription}/${target.application}`;
  const unread = (manifest.unread ?? []).map(({ message }) => t('left out: {0}', message));
  return [...describeNotices(plan.notices, { t, verbose: false }), ...unread].map(
    message => `${place}: ${message}`,
  );
}
