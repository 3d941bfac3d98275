import type { SqlJsEngines } from '../../engine/sqlJs/createSqlJsEngines';
import { isDataSyncError } from '../../errors';
import { databaseFile } from '../../sync/databaseFiles';
import { readFailedLoads, type FailedLoad } from '../../sync/exportHistory';
import type { ManifestIds } from '../../sync/manifestIds';

interface AskedLoads {
  /** Folder of the local databases; undefined where there is none. */
  readonly database: string | undefined;
  readonly counter: number;
  /** At most so many are wanted. */
  readonly most: number;
}

/** What of an export failed when it was synced last; nothing where nothing was ever synced. */
export async function readFailedLoadsOf(
  engines: Promise<SqlJsEngines>,
  ids: ManifestIds | undefined,
  { database, counter, most }: AskedLoads,
): Promise<{ readonly count: number; readonly failures: readonly FailedLoad[] }> {
  const none = { count: 0, failures: [] };
  if (database === undefined || !ids) return none;
  const { file } = databaseFile(database, ids.subscription, ids.application);
  try {
    const engine = await (await engines).open({ file, folder: database, mode: 'readOnly' });
    try {
      return readFailedLoads(engine, counter, most);
    } finally {
      engine.close();
    }
  } catch (error) {
    if (isDataSyncError(error) && error.code === 'engine.no-database') return none;
    throw error;
  }
}
