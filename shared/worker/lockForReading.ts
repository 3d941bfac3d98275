import { acquireDatabaseLock, acquireReadLock, type DatabaseLock } from '../engine/databaseLock';
import { findUnfinished } from './recoverDatabases';
import type { WorkerHandle } from './startWorker';

/** The host's way into a database folder for reading: no sync runs, and nothing half done lies there. */
export async function lockForReading(
  worker: WorkerHandle,
  folder: string,
  purpose: string,
  signal: AbortSignal,
): Promise<DatabaseLock> {
  const lock = await acquireReadLock(folder, purpose, signal);
  if ((await findUnfinished(folder, signal)).length === 0) return lock;
  await lock.release();
  const writeLock = await acquireDatabaseLock(folder, 'roll back after a crash', signal);
  try {
    await worker.channel.request('recover', { database: folder }, { signal });
  } finally {
    await writeLock.release();
  }
  return acquireReadLock(folder, purpose, signal);
}
