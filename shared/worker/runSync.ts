// A sync as any host runs it: the lock is the host's, the work a thread's, and both are gone at the end.
import { acquireDatabaseLock } from '../engine/databaseLock';
import { hasNativeLock } from '../engine/nativeLock';
import type { SyncEvent, SyncRecipe, SyncSummary } from '../protocol/worker';
import type { CloudHost } from './cloudHost';
import { startWorker } from './startWorker';

/** What a host gives to a sync. */
export interface SyncHost {
  /** What others read who want the database meanwhile. */
  readonly purpose: string;
  readonly signal: AbortSignal;
  /** By whom buckets are opened; without, none are. */
  readonly clouds?: CloudHost | undefined;
  /** The next event waits until this one is taken. */
  readonly onEvent: (event: SyncEvent) => void | Promise<void>;
}

/** Runs one sync; a database that somebody else writes to is `engine.locked`. */
export async function runSync(
  recipe: SyncRecipe,
  { purpose, signal, clouds, onEvent }: SyncHost,
): Promise<SyncSummary> {
  const lock = await acquireDatabaseLock(recipe.database, purpose, signal);
  const worker = startWorker({ clouds });
  try {
    const options = { signal, onProgress: onEvent };
    const summary = await worker.channel.request('sync', recipe, options);
    const message = withoutNativeLock(recipe);
    if (wrote(summary) && !hasNativeLock()) await onEvent({ kind: 'notice', message });
    return summary;
  } finally {
    await worker.dispose();
    await lock.release();
  }
}

function wrote({ rowsInserted, rowsDeleted }: SyncSummary): boolean {
  return rowsInserted + rowsDeleted > 0;
}

function withoutNativeLock({ database }: SyncRecipe): string {
  return (
    `this Node (${process.version}) has no SQLite of its own, so only our lock file guarded ${database}: ` +
    'let no other program open the files during a sync, or use Node 22.5 or later'
  );
}
