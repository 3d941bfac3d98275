// Proof that every loaded row is what its file says: all slices of the chosen applications, one by one.
import type { Engine } from '../engine/engine';
import { DataSyncError } from '../errors';
import { selectsCounter, selectsKind, selectsPeriod } from '../plan/selection';
import type { RequestContext } from '../protocol/channel';
import type {
  FailedApplication,
  SyncRecipe,
  VerifyReport,
  VerifySummary,
} from '../protocol/worker';
import { AvroFiles } from './avroFiles';
import { readLoadedSlices, type VerifiableSlice } from './loadedSlices';
import { readLayout } from './loadHistory';
import { hasDatabase, type SessionPorts } from './planSession';
import { forEachTarget, selectionOf, type SyncTarget } from './targets';
import { verifySlice } from './verifySlice';

/** Reports are sent in batches of this many. */
const batchSize = 200;

/** Compares files and tables. The host holds a lock for reading. */
export async function verifySession(
  ports: SessionPorts,
  recipe: SyncRecipe,
  context: RequestContext<VerifyReport[]>,
): Promise<VerifySummary> {
  const { signal } = context;
  const destination = await ports.openDestination(recipe.destination, signal);
  const total = { checked: 0, differing: 0 };
  const failed: FailedApplication[] = [];
  const onFailure = (failure: FailedApplication) => failed.push(failure);
  let databases = 0;
  await forEachTarget(destination, recipe, { signal, onFailure }, async target => {
    if (!(await hasDatabase(target.file))) return;
    databases++;
    for await (const reports of verifyTarget(ports, target, recipe, signal)) {
      total.checked += reports.length;
      total.differing += reports.filter(({ status }) => status === 'differs').length;
      context.progress(reports);
      await context.drained();
    }
  });
  if (databases + failed.length === 0) throw nothingLoaded(recipe);
  return { ...total, failed };
}

async function* verifyTarget(
  { engines }: SessionPorts,
  target: SyncTarget,
  recipe: SyncRecipe,
  signal: AbortSignal,
): AsyncGenerator<VerifyReport[]> {
  const { file } = target;
  const engine = await engines.open({ file, folder: recipe.database, mode: 'readOnly' });
  try {
    if (readLayout(engine) !== undefined) yield* verifyDatabase(engine, target, recipe, signal);
  } finally {
    engine.close();
  }
}

async function* verifyDatabase(
  engine: Engine,
  { store, target }: SyncTarget,
  recipe: SyncRecipe,
  signal: AbortSignal,
): AsyncGenerator<VerifyReport[]> {
  const layout = readLayout(engine) ?? 'consolidated';
  const slices = readLoadedSlices(engine).filter(slice => isChosen(slice, recipe));
  const order = slices.flatMap(slice => slice.files);
  const files = new AvroFiles({ store, folder: target.folder }, order, signal);
  const { subscription, application } = target;
  let batch: VerifyReport[] = [];
  try {
    for (const slice of slices) {
      signal.throwIfAborted();
      const verdict = await verifySlice(slice, { engine, files, layout }, signal);
      const { kind, periodId, matchableId, table, counter } = slice;
      batch.push({
        ...{ subscription, application, table, kind, periodId, matchableId, counter },
        ...verdict,
      });
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  } finally {
    await files.close();
  }
}

function isChosen(slice: VerifiableSlice, recipe: SyncRecipe): boolean {
  const selection = selectionOf(recipe);
  return (
    selectsCounter(selection, slice.counter) &&
    selectsKind(selection, slice.kind) &&
    (slice.periodId === null || selectsPeriod(selection, slice.periodId))
  );
}

function nothingLoaded({ database }: SyncRecipe): DataSyncError {
  return new DataSyncError(
    'engine.no-database',
    `${database}: none of the chosen applications has a database here; run sync first`,
    { database },
  );
}
