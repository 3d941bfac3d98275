import type { SqlJsEngines } from '../engine/sqlJs/createSqlJsEngines';
import type { LedgerRecord } from '../protocol/worker';
import { listDatabases } from '../sync/databaseFiles';
import { readLayout, readLedger } from '../sync/loadHistory';

/** The ledgers of all databases of a folder; one that no sync wrote is left out, a folder that is not there has none. */
export async function readLedgers(
  engines: SqlJsEngines,
  folder: string,
  signal: AbortSignal,
): Promise<LedgerRecord[]> {
  const records: LedgerRecord[] = [];
  for (const { subscription, application, file } of await listDatabases(folder, signal)) {
    signal.throwIfAborted();
    const engine = await engines.open({ file, folder, mode: 'readOnly' });
    try {
      const layout = readLayout(engine);
      if (layout === undefined) continue;
      records.push({ subscription, application, file, layout, ledger: readLedger(engine) });
    } finally {
      engine.close();
    }
  }
  return records;
}
