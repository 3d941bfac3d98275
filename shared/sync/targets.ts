// From a recipe to the manifests that it chooses, each with the database it belongs to.
import { DataSyncError } from '../errors';
import { readLoadableManifest } from '../manifest/readManifestText';
import type { ExportManifest } from '../manifest/types';
import type { PlanTarget, Selection } from '../plan/loadPlan';
import { isUnknownSelection } from '../plan/selection';
import type { FailedApplication, SyncRecipe } from '../protocol/worker';
import type { FoundManifest } from '../storage/discovery';
import { isStoreLost } from '../storage/isStoreLost';
import type { ObjectStore } from '../storage/objectStore';
import type { Destination } from '../storage/openDestination';
import { databaseFile } from './databaseFiles';
import { failedApplication } from './failedApplication';
import { isChosen, manifestIds, mayBeChosen, nothingChosen, type ManifestIds } from './manifestIds';
import { readFoundManifest } from './readFoundManifest';

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

/**
 * Does something with each chosen manifest, one after the other. One that breaks is told to `onFailure`, and the others
 * go on; only a destination of a single manifest breaks with it, and one whose storage is lost. What was selected must be in one of them.
 */
export async function forEachTarget(
  destination: Destination,
  recipe: TargetRecipe,
  { signal, onFailure }: TargetContext,
  body: (target: SyncTarget) => Promise<void>,
): Promise<void> {
  const isAlone = destination.manifests.length === 1;
  let selected = 0;
  let unknown: DataSyncError | undefined;
  for await (const target of readTargets(destination, recipe, signal)) {
    try {
      if ('error' in target) throw target.error;
      await body(target);
    } catch (thrown) {
      // Counters are per manifest, so of several manifests some may well have none of those selected.
      if (isUnknownSelection(thrown)) {
        unknown ??= thrown;
        continue;
      }
      if (isAlone || signal.aborted || isStoreLost(thrown)) throw thrown;
      onFailure(failedApplication(namesOf(target), thrown));
    }
    selected++;
  }
  if (selected === 0 && unknown) throw unknown;
}

type TargetRecipe = Pick<SyncRecipe, 'applications' | 'database'>;

interface TargetContext {
  readonly signal: AbortSignal;
  readonly onFailure: (failed: FailedApplication) => void;
}

function namesOf(target: SyncTarget | UnreadableTarget): Omit<FailedApplication, 'error'> {
  return 'error' in target ? { subscription: '', application: target.path } : target.target;
}

/** The chosen manifests, one by one, because each may be large; none chosen is `plan.unknown-selection`. */
export async function* readTargets(
  { store, manifests }: Destination,
  recipe: TargetRecipe,
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
    reload: recipe.reload,
    sweepOrphans: recipe.sweepOrphans,
  };
}

async function readTarget(
  store: ObjectStore,
  found: FoundManifest,
  recipe: TargetRecipe,
  signal: AbortSignal,
): Promise<SyncTarget | UnreadableTarget | undefined> {
  try {
    const manifest = await readFoundManifest(store, found, readLoadableManifest, signal);
    const ids = requireIds(found, manifest);
    if (!isChosen(ids, recipe.applications)) return undefined;
    const { file } = databaseFile(recipe.database, ids.subscription, ids.application);
    const target = { family: manifest.family, ...ids, folder: found.folder };
    return { store, manifest, target, file };
  } catch (error) {
    signal.throwIfAborted();
    return { path: found.path, error };
  }
}

/** Rows must not go to a database that nobody named. */
function requireIds(found: FoundManifest, manifest: ExportManifest): ManifestIds {
  const ids = manifestIds(found, manifest);
  if (ids) return ids;
  throw new DataSyncError(
    'manifest.invalid',
    `${found.path} does not say whose exports it lists, nor do its folders: ` +
      'place it as datasync/<subscription>/<application>/exportmanifest.json',
    { path: found.path },
  );
}
