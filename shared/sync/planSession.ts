// What a sync would do: manifests, ledgers, sizes and disk brought together. Writes nothing.
import path from 'node:path';
import { realpath, stat } from 'node:fs/promises';

import type { Engine, OpenOptions } from '../engine/engine';
import { estimateDisk } from '../plan/diskNeed';
import { filePathOf } from '../plan/filePath';
import { emptyLedger, type Ledger } from '../plan/ledger';
import type { LoadPlan } from '../plan/loadPlan';
import { planLoad } from '../plan/planLoad';
import type { RequestContext } from '../protocol/channel';
import type { FailedApplication, PlannedLoad, SyncRecipe } from '../protocol/worker';
import { freeDiskSpace } from '../storage/freeDiskSpace';
import type { ObjectStore } from '../storage/objectStore';
import type { OpenDestination } from '../storage/openDestination';
import type { Translate } from '../util/translate';
import { readLedger, requireLayout } from './loadHistory';
import { forEachTarget, selectionOf, type SyncTarget } from './targets';

/** The outside of a session: storage, databases, and the language of who reads what it says. */
export interface SessionPorts {
  readonly t: Translate;
  readonly openDestination: OpenDestination;
  readonly engines: { open(options: OpenOptions): Promise<Engine> };
}

/** How many files are asked for their size at once, and of how many at most. */
const statsAtOnce = 32;
const mostStats = 50_000;

/** The plans of all chosen applications that have what was selected. */
export async function planSession(
  ports: SessionPorts,
  recipe: SyncRecipe,
  { signal }: Pick<RequestContext<never>, 'signal'>,
): Promise<{ plans: PlannedLoad[]; failed: FailedApplication[] }> {
  const destination = await ports.openDestination(recipe.destination, signal);
  const plans: PlannedLoad[] = [];
  const failed: FailedApplication[] = [];
  const onFailure = (failure: FailedApplication) => failed.push(failure);
  await forEachTarget(destination, recipe, { signal, onFailure }, async target => {
    const ledger = await ledgerOf(ports, target, recipe);
    const plan = planLoad(target.manifest, target.target, ledger, selectionOf(recipe));
    plans.push(await describeLoad(plan, target, signal));
  });
  return { plans, failed };
}

/** The plan with what storage and disk say about it. */
export async function describeLoad(
  plan: LoadPlan,
  { store, file }: Pick<SyncTarget, 'store' | 'file'>,
  signal: AbortSignal,
): Promise<PlannedLoad> {
  const sizes = await sizesOf(plan, store, signal);
  // What grows is the database, wherever a link to it lies.
  const place = (await hasDatabase(file)) ? await realpath(file) : file;
  const freeDisk = await freeDiskSpace(path.dirname(place), signal);
  return { plan, file, sizes, expectedDisk: estimateDisk(plan, sizes), freeDisk };
}

/** Whether there is a database to open. */
export async function hasDatabase(file: string): Promise<boolean> {
  try {
    return (await stat(file)).size > 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

async function ledgerOf(
  { engines }: SessionPorts,
  { file }: SyncTarget,
  { database, layout }: SyncRecipe,
): Promise<Ledger> {
  if (!(await hasDatabase(file))) return emptyLedger;
  const engine = await engines.open({ file, folder: database, mode: 'readOnly' });
  try {
    requireLayout(engine, layout, file);
    return readLedger(engine);
  } finally {
    engine.close();
  }
}

/** Sizes of the files that the plan's steps load first; files that are missing or refused have none. */
async function sizesOf(
  plan: LoadPlan,
  store: ObjectStore,
  signal: AbortSignal,
): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  const paths = plan.steps.flatMap(({ source }) =>
    source.files.map(file => filePathOf(plan.target, source, file)),
  );
  // Beyond that the sizes would take longer to ask for than they are worth.
  if (paths.length > mostStats) return sizes;
  for (let start = 0; start < paths.length; start += statsAtOnce) {
    signal.throwIfAborted();
    const batch = paths.slice(start, start + statsAtOnce);
    const found = await Promise.all(batch.map(each => statOrNone(store, each, signal)));
    for (const info of found) if (info) sizes.set(info.path, info.size);
  }
  return sizes;
}

/** A file that cannot be asked fails its own slice later, not the plan. */
async function statOrNone(store: ObjectStore, name: string, signal: AbortSignal) {
  try {
    return await store.stat(name, signal);
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
