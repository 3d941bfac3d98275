import type { SqlJsEngines } from '../engine/sqlJs/createSqlJsEngines';
import type { LedgerRecord } from '../protocol/worker';
import { listDatabases, type DatabaseFile } from '../sync/databaseFiles';
import { readLayout, readLedger } from '../sync/loadHistory';

/** The ledgers of all databases of a folder; one that no sync wrote is left out, a folder that is not there has none. */
export async function readLedgers(
  engines: SqlJsEngines,
  folder: string,
  signal: AbortSignal,
): Promise<LedgerRecord[]> {
  const records: LedgerRecord[] = [];
  for (const database of await listDatabases(folder, signal)) {
    signal.throwIfAborted();
    const record = await readLedgerRecord(engines, folder, database);
    if (record) records.push(record);
  }
  return records;
}

/** The ledger of one database that is there; undefined where no sync wrote it. */
export async function readLedgerRecord(
  engines: SqlJsEngines,
  folder: string,
  { subscription, application, file }: DatabaseFile,
): Promise<LedgerRecord | undefined> {
  const engine = await engines.open({ file, folder, mode: 'readOnly' });
  try {
    const layout = readLayout(engine);
    if (layout === undefined) return undefined;
    return { subscription, application, file, layout, ledger: readLedger(engine) };
  } finally {
    engine.close();
  }
}
