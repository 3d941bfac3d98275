import { acquireDatabaseLock, acquireReadLock, type DatabaseLock } from '../engine/databaseLock';
import { DataSyncError } from '../errors';
import { findUnfinished } from './recoverDatabases';
import type { WorkerHandle } from './startWorker';

/** The host's way into a database folder for reading: no sync runs, and nothing half done lies there. */
export async function lockForReading(
  worker: Pick<WorkerHandle, 'channel'>,
  folder: string,
  purpose: string,
  signal: AbortSignal,
): Promise<DatabaseLock> {
  for (let isLast = false; ; isLast = true) {
    const lock = await acquireReadLock(folder, purpose, signal);
    if ((await findUnfinished(folder, signal)).length === 0) return lock;
    await lock.release();
    try {
      await rollBack(worker, folder, signal);
      break;
    } catch (error) {
      // Another reader may be rolling back: then the read lock waits for it, and there is nothing left to do.
      if (isLast || !isLocked(error)) throw error;
    }
  }
  return acquireReadLock(folder, purpose, signal);
}

async function rollBack(
  worker: Pick<WorkerHandle, 'channel'>,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const lock = await acquireDatabaseLock(folder, 'roll back after a crash', signal);
  try {
    await worker.channel.request('recover', { database: folder }, { signal });
  } finally {
    await lock.release();
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof DataSyncError && error.code === 'engine.locked';
}
