// What a sync of a store loads, as values, so that two of them can be compared.
import { createSqlJsEngines } from '../../shared/engine/sqlJs/createSqlJsEngines';
import { quoteName } from '../../shared/engine/sql';
import type { SyncEvent, SyncRecipe, SyncSummary } from '../../shared/protocol/worker';
import { discoverManifests } from '../../shared/storage/discovery';
import type { ObjectStore } from '../../shared/storage/objectStore';
import { listDatabases } from '../../shared/sync/databaseFiles';
import type { SliceReport } from '../../shared/sync/report';
import { safestChoices } from '../../shared/sync/safestChoices';
import { syncSession } from '../../shared/sync/syncSession';
import { inEnglish } from '../../shared/util/translate';

import { withTemporaryFolder } from './temporaryFolder';

/** Rows of all tables of all databases in a folder, by `<subscription>/<application> <table>`; ledgers are left out. */
export type DatabaseDump = ReadonlyMap<string, readonly (readonly unknown[])[]>;

/** What a sync came to. */
export interface SyncedStore {
  readonly dump: DatabaseDump;
  readonly slices: readonly SliceReport[];
  readonly summary: SyncSummary;
}

/** Syncs all manifests of a store into new databases. */
export function syncStore(store: ObjectStore, signal?: AbortSignal): Promise<SyncedStore> {
  return withTemporaryFolder(database => syncInto(database, store, signal));
}

/** Syncs all manifests of a store into the databases of a folder, which need not be there. */
export async function syncInto(
  database: string,
  store: ObjectStore,
  signal?: AbortSignal,
): Promise<SyncedStore> {
  const engines = await createSqlJsEngines();
  const openDestination = async (_: string, opening?: AbortSignal) => {
    return { store, manifests: await discoverManifests(store, '', opening) };
  };
  const slices: SliceReport[] = [];
  const progress = (event: SyncEvent) => {
    if (event.kind === 'slices') slices.push(...event.slices);
    if (event.kind === 'applicationFailed') throw new Error(event.failed.error.message);
  };
  const context = {
    signal: signal ?? new AbortController().signal,
    progress,
    drained: async () => undefined,
    isCancelled: () => false,
  };
  const recipe = { ...recipeOfAll, destination: store.url, database };
  const summary = await syncSession({ t: inEnglish, openDestination, engines }, recipe, context);
  return { dump: await dumpDatabases(database), slices, summary };
}

const recipeOfAll: Omit<SyncRecipe, 'destination' | 'database'> = {
  applications: [],
  ...safestChoices,
  ignoreFreeSpace: true,
};

/** What the databases in a folder hold. */
export async function dumpDatabases(folder: string): Promise<DatabaseDump> {
  const engines = await createSqlJsEngines();
  const dump = new Map<string, readonly (readonly unknown[])[]>();
  for (const { file, subscription, application } of await listDatabases(folder)) {
    const engine = await engines.open({ file, folder, mode: 'readOnly' });
    try {
      const tables = engine.query(
        `SELECT "name" FROM "sqlite_master" WHERE "type" = 'table' AND "name" NOT GLOB '_pds_*' ORDER BY 1`,
      );
      for (const [table] of tables.rows) {
        const name = String(table);
        const { rows } = engine.query(`SELECT rowid, * FROM ${quoteName(name)} ORDER BY rowid`);
        dump.set(`${subscription}/${application} ${name}`, rows);
      }
    } finally {
      engine.close();
    }
  }
  return dump;
}
