import type { SqlJsEngines } from '../engine/sqlJs/createSqlJsEngines';
import type { FailedApplication, LedgerRecord } from '../protocol/worker';
import { listDatabases, type DatabaseFile } from '../sync/databaseFiles';
import { failedApplication } from '../sync/failedApplication';
import { readLayout, readLedger } from '../sync/loadHistory';

/**
 * The ledgers of all databases of a folder; one that no sync wrote is left out, a folder that is not there has none.
 * Files that cannot be read fail, each for itself.
 */
export async function readLedgers(
  engines: SqlJsEngines,
  folder: string,
  signal: AbortSignal,
): Promise<{ ledgers: LedgerRecord[]; failed: FailedApplication[] }> {
  const ledgers: LedgerRecord[] = [];
  const failed: FailedApplication[] = [];
  for (const database of await listDatabases(folder, signal)) {
    signal.throwIfAborted();
    try {
      const record = await readLedgerRecord(engines, folder, database);
      if (record) ledgers.push(record);
    } catch (thrown) {
      failed.push(failedApplication(database, thrown));
    }
  }
  return { ledgers, failed };
}

/** The ledger of one database that is there; undefined where no sync wrote it. */
export async function readLedgerRecord(
  engines: SqlJsEngines,
  folder: string,
  database: DatabaseFile,
): Promise<LedgerRecord | undefined> {
  const engine = await engines.open({ file: database.file, folder, mode: 'readOnly' });
  try {
    const layout = readLayout(engine);
    return layout && { ...database, layout, ledger: readLedger(engine) };
  } finally {
    engine.close();
  }
}
