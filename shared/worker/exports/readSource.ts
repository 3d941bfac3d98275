// One manifest for the table of exports, with what is loaded of it: read when either is another than before.
import { stat } from 'node:fs/promises';

import type { SqlJsEngines } from '../../engine/sqlJs/createSqlJsEngines';
import { errnoOf } from '../../engine/errno';
import { exportRows, type ExportRow } from '../../listing/exportRows';
import { listApplication, type ListedDay } from '../../listing/listApplication';
import { emptyLedger, type Ledger } from '../../plan/ledger';
import type { ManifestPlace } from '../../protocol/explore';
import type { Stores } from '../../storage/createStores';
import { databaseFile } from '../../sync/databaseFiles';
import { readSyncTimes } from '../../sync/exportHistory';
import { readLedger } from '../../sync/loadHistory';
import { manifestIds, type ManifestIds } from '../../sync/manifestIds';
import type { ManifestMemory } from '../manifestMemory';

/** What reading needs of its thread. */
export interface SourcePorts {
  readonly stores: Stores;
  readonly engines: Promise<SqlJsEngines>;
  readonly manifests: ManifestMemory;
}

/** What a manifest held when it was read. */
export interface SourceContent {
  /** Of its file. */
  readonly version: string;
  /** Of the database's file. */
  readonly loaded: string;
  readonly ids: ManifestIds | undefined;
  readonly applicationName: string | null;
  readonly subscriptionName: string | null;
  readonly rows: readonly ExportRow[];
  readonly days: readonly ListedDay[];
}

/** What is loaded, and where. */
export interface LoadedPlace {
  /** False: a manifest that is known is what it was. */
  readonly looks: boolean;
  /** Folder of the local databases; undefined where there is none. */
  readonly database: string | undefined;
  /** False: it cannot be asked now. */
  readonly hasStates: boolean;
}

/** The manifest and what is loaded of it; undefined where both are what they were. */
export async function readSource(
  ports: SourcePorts,
  { destination, manifest: found }: ManifestPlace,
  { before, ...place }: LoadedPlace & { readonly before: SourceContent | undefined },
  signal: AbortSignal,
): Promise<SourceContent | undefined> {
  const store = await ports.stores.open(destination, signal);
  if (before && (await isUnchanged(before, place))) {
    const now = place.looks ? await store.stat(found.path, signal) : before;
    if (now?.version === before.version) return undefined;
  }
  const manifest = await ports.manifests.read(store, found, signal);
  const version = ports.manifests.versionOf(store, found) ?? '';
  const ids = manifestIds(found, manifest);
  const loaded = await versionOfDatabase(place, ids);
  const { ledger, syncedAt } = await readLoaded(ports, place, ids);
  const named = ids ?? { subscription: '', application: '' };
  const { application, days } = listApplication(manifest, { ...named, path: found.path, ledger });
  const { applicationName, subscriptionName } = application;
  const rows = exportRows(manifest, application, { hasStates: place.hasStates, syncedAt });
  return { version, loaded, ids, applicationName, subscriptionName, rows, days };
}

async function isUnchanged({ loaded, ids }: SourceContent, place: LoadedPlace): Promise<boolean> {
  return (await versionOfDatabase(place, ids)) === loaded;
}

/** Changes whenever something is loaded: a sync writes into the file. */
async function versionOfDatabase(
  { database, hasStates }: LoadedPlace,
  ids: ManifestIds | undefined,
): Promise<string> {
  if (!hasStates) return 'unknown';
  if (database === undefined || !ids) return 'none';
  const { file } = databaseFile(database, ids.subscription, ids.application);
  try {
    const { mtimeMs, size } = await stat(file);
    return `${file}\0${mtimeMs}\0${size}`;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return 'none';
    throw error;
  }
}

async function readLoaded(
  { engines }: SourcePorts,
  place: LoadedPlace,
  ids: ManifestIds | undefined,
): Promise<{ readonly ledger: Ledger; readonly syncedAt: ReadonlyMap<number, string> }> {
  const none = { ledger: emptyLedger, syncedAt: new Map<number, string>() };
  const { database: folder } = place;
  if (folder === undefined || !ids) return none;
  if ((await versionOfDatabase(place, ids)) === 'none' || !place.hasStates) return none;
  const { file } = databaseFile(folder, ids.subscription, ids.application);
  const engine = await (await engines).open({ file, folder, mode: 'readOnly' });
  try {
    return { ledger: readLedger(engine), syncedAt: readSyncTimes(engine) };
  } finally {
    engine.close();
  }
}
