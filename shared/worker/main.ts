// The composition root of the worker thread that owns sql.js.
import { downloadSession } from '../download/downloadSession';
import type { Engine } from '../engine/engine';
import { findNativeLock } from '../engine/nativeLock';
import { createSqlJsEngines } from '../engine/sqlJs/createSqlJsEngines';
import { nodeFileSystem } from '../engine/sqlJs/nodeFileSystem';
import { writeBehind } from '../engine/sqlJs/writeBehind';
import { serveChannel } from '../protocol/channel';
import type { WorkerRequests } from '../protocol/worker';
import { openDestination } from '../storage/openDestination';
import { planSession } from '../sync/planSession';
import { syncSession } from '../sync/syncSession';
import { verifySession } from '../sync/verifySession';
import { checkFile } from './checkFile';
import { describePlans } from './describePlans';
import { Explorer } from './explorer';
import { exportsTables } from './exports/exportsTables';
import { storesOfThread } from './cloudHost';
import { languageOfThread } from './languageOfThread';
import { ManifestMemory } from './manifestMemory';
import { parentPipe } from './parentPipe';
import { loadedDatabases } from './query/loadedDatabases';
import { openPlace, type DatabasePlace } from './query/openForQuery';
import { readSchema } from './query/readSchema';
import { readVocabulary } from './query/readVocabulary';
import { queryDatabase } from './queryDatabase';
import { readLedgers } from './readLedgers';
import { readStoredFile } from './readStoredFile';
import { recoverDatabases } from './recoverDatabases';
import { simulateSample } from './simulateSample';
import { inEnglish } from '../util/translate';

const engines = createSqlJsEngines({
  fileSystem: writeBehind(nodeFileSystem),
  nativeLock: findNativeLock() ?? 'none',
});

const t = languageOfThread();
const stores = storesOfThread();
const manifests = new ManifestMemory();
const explorer = new Explorer(engines, stores, manifests);

const open = (url: string, signal?: AbortSignal) => openDestination(stores, url, signal);

const sessionPorts = async () => ({
  t,
  openDestination: open,
  engines: await engines,
});

/** What a query of this database sees. */
async function reading<T>(
  place: DatabasePlace,
  signal: AbortSignal,
  body: (engine: Engine) => T,
): Promise<T> {
  const engine = await openPlace(await engines, place, signal);
  try {
    return body(engine);
  } finally {
    engine.close();
  }
}

serveChannel<WorkerRequests>(parentPipe(), {
  plan: async (recipe, context) => planSession(await sessionPorts(), recipe, context),
  describePlan: async ({ recipes, inEnglish: isInEnglish }, context) => {
    const ports = await sessionPorts();
    return describePlans(isInEnglish ? { ...ports, t: inEnglish } : ports, recipes, context);
  },
  sync: async (recipe, context) => syncSession(await sessionPorts(), recipe, context),
  verify: async (recipe, context) => verifySession(await sessionPorts(), recipe, context),
  query: async (recipe, context) => queryDatabase(await engines, recipe, context),
  recover: async ({ database }, { signal }) => ({
    recovered: await recoverDatabases(await engines, database, signal),
  }),
  ledgers: async ({ database }, { signal }) => readLedgers(await engines, database, signal),
  manifests: ({ destination }, { signal }) => explorer.manifests(destination, signal),
  application: (question, { signal }) => explorer.application(question, signal),
  contents: (question, { signal }) => explorer.contents(question, signal),
  matched: (question, { signal }) => explorer.matched(question, signal),
  names: async (question, { signal }) => ({ names: await explorer.names(question, signal) }),
  databases: async ({ database }, { signal }) => loadedDatabases(await engines, database, signal),
  schema: (place, { signal }) => reading(place, signal, engine => ({ tables: readSchema(engine) })),
  vocabulary: (place, { signal }) =>
    reading(place, signal, engine => readVocabulary(engine, signal)),
  ...exportsTables({ stores, engines, manifests }),
  check: (question, { signal }) => checkFile(stores, question, signal),
  file: (place, { signal }) => readStoredFile(stores, place, signal),
  fileFacts: async ({ destination, path }, { signal }) => {
    const store = await stores.open(destination, signal);
    const found = await store.stat(path, signal);
    if (!found) return null;
    const { size, modified = 0, version } = found;
    return { size, modified, version };
  },
  eventCount: async place => ({ rowCount: explorer.eventCount(place) ?? null }),
  download: (recipe, context) => downloadSession(open, recipe, context),
  simulate: ({ folder }, context) => simulateSample(folder, context),
});
