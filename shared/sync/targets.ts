// From a recipe to the manifests that it chooses, each with the database it belongs to.
import { DataSyncError } from '../errors';
import { readLoadableManifest } from '../manifest/readManifestText';
import type { ExportManifest } from '../manifest/types';
import type { PlanTarget, Selection } from '../plan/loadPlan';
import type { SyncRecipe } from '../protocol/worker';
import type { FoundManifest } from '../storage/discovery';
import type { ObjectStore } from '../storage/objectStore';
import type { Destination } from '../storage/openDestination';
import { databaseFile } from './databaseFiles';

/** One manifest that was chosen. */
export interface SyncTarget {
  readonly store: ObjectStore;
  readonly manifest: ExportManifest;
  readonly target: PlanTarget;
  /** Absolute path of its database, which need not exist. */
  readonly file: string;
}

/** A manifest that was chosen but cannot be read. */
export interface UnreadableTarget {
  readonly path: string;
  readonly error: unknown;
}

/** The chosen manifests, one by one, because each may be large; none chosen is `plan.unknown-selection`. */
export async function* readTargets(
  { store, manifests }: Destination,
  recipe: Pick<SyncRecipe, 'applications' | 'database'>,
  signal: AbortSignal,
): AsyncGenerator<SyncTarget | UnreadableTarget> {
  let chosen = 0;
  for (const found of manifests) {
    signal.throwIfAborted();
    if (!mayBeChosen(found, recipe.applications)) continue;
    const target = await readTarget(store, found, recipe, signal);
    if (!target) continue;
    chosen++;
    yield target;
  }
  if (chosen === 0) throw nothingChosen(manifests, recipe.applications);
}

/** The parts of a recipe that planning looks at. */
export function selectionOf(recipe: SyncRecipe): Selection {
  return {
    ...(recipe.counters ? { counters: recipe.counters } : {}),
    ...(recipe.periods ? { periods: recipe.periods } : {}),
    ...(recipe.kinds ? { kinds: new Set(recipe.kinds) } : {}),
    definitions: recipe.definitions,
    adopt: recipe.adopt,
  };
}

async function readTarget(
  store: ObjectStore,
  found: FoundManifest,
  recipe: Pick<SyncRecipe, 'applications' | 'database'>,
  signal: AbortSignal,
): Promise<SyncTarget | UnreadableTarget | undefined> {
  try {
    const manifest = await readManifestAt(store, found, signal);
    const ids = idsOf(found, manifest);
    if (!isChosen(ids, recipe.applications)) return undefined;
    const { file } = databaseFile(recipe.database, ids.subscription, ids.application);
    const target = { family: manifest.family, ...ids, folder: found.folder };
    return { store, manifest, target, file };
  } catch (error) {
    signal.throwIfAborted();
    return { path: found.path, error };
  }
}

async function readManifestAt(
  store: ObjectStore,
  { path, application }: FoundManifest,
  signal: AbortSignal,
): Promise<ExportManifest> {
  const object = await store.open(path, signal);
  try {
    const text = new TextDecoder().decode(await object.read(0, object.size, signal));
    const folder = application === null ? {} : { folder: application };
    return readLoadableManifest(text, { name: path, ...folder }).manifest;
  } finally {
    await object.close();
  }
}

interface Ids {
  readonly subscription: string;
  readonly application: string;
}

/** The folders' names, else what the newest entry says. */
function idsOf(found: FoundManifest, manifest: ExportManifest): Ids {
  const entry = manifest.exports.at(-1);
  const own = {
    events: entry?.application?.id,
    accounts: 'account',
    visitors: 'visitor',
  }[manifest.family];
  const subscription = found.subscription ?? entry?.subscription?.id;
  const application = found.application ?? own;
  if (subscription !== undefined && application !== undefined) return { subscription, application };
  throw new DataSyncError(
    'manifest.invalid',
    `${found.path} does not say whose exports it lists, nor do its folders: ` +
      'place it as datasync/<subscription>/<application>/exportmanifest.json',
    { path: found.path },
  );
}

/** False when the folders' names rule the manifest out, so that it need not be read. */
function mayBeChosen(found: FoundManifest, chosen: readonly string[]): boolean {
  const { subscription, application } = found;
  if (subscription === null || application === null) return true;
  return isChosen({ subscription, application }, chosen);
}

function isChosen({ subscription, application }: Ids, chosen: readonly string[]): boolean {
  return (
    chosen.length === 0 ||
    chosen.some(name => name === application || name === `${subscription}/${application}`)
  );
}

function nothingChosen(
  manifests: readonly FoundManifest[],
  chosen: readonly string[],
): DataSyncError {
  const known = manifests.map(({ subscription, application, path }) =>
    subscription === null ? path : `${subscription}/${application ?? ''}`,
  );
  return new DataSyncError(
    'plan.unknown-selection',
    `no application is ${chosen.join(' or ')}; the destination has ${known.join(', ')}`,
    { chosen, known },
  );
}
