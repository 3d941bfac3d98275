import { open, realpath } from 'node:fs/promises';

import { errnoOf } from '../engine/errno';
import type { SqlJsEngines } from '../engine/sqlJs/createSqlJsEngines';
import { listDatabases } from '../sync/databaseFiles';

/** The databases below the folder beside which a crash left a journal. */
export async function findUnfinished(folder: string, signal?: AbortSignal): Promise<string[]> {
  const found: string[] = [];
  for (const { file } of await listDatabases(folder, signal)) {
    // A journal lies beside the database itself, not beside a link to it.
    if (await isHot(`${await realpath(file)}-journal`)) found.push(file);
  }
  return found;
}

/** Rolls unfinished transactions back, by opening each database for writing. */
export async function recoverDatabases(
  engines: SqlJsEngines,
  folder: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const unfinished = await findUnfinished(folder, signal);
  for (const file of unfinished) {
    signal?.throwIfAborted();
    const engine = await engines.open({ file, mode: 'readWrite' });
    engine.close();
  }
  return unfinished;
}

/** As SQLite sees it: a journal whose first byte is zero has been dealt with. */
async function isHot(journal: string): Promise<boolean> {
  try {
    const handle = await open(journal);
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(1), 0, 1, 0);
      return bytesRead === 1 && buffer[0] !== 0;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    return false;
  }
}
