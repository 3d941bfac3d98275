// A sync as any host runs it: the lock is the host's, the work a thread's, and both are gone at the end.
import { acquireDatabaseLock } from '../engine/databaseLock';
import { hasNativeLock } from '../engine/nativeLock';
import type { SyncEvent, SyncRecipe, SyncSummary } from '../protocol/worker';
import { translateBy, type Texts, type Translate } from '../util/translate';
import type { CloudHost } from './cloudHost';
import { startWorker } from './startWorker';

/** What a host gives to a sync. */
export interface SyncHost {
  /** What others read who want the database meanwhile. */
  readonly purpose: string;
  readonly signal: AbortSignal;
  /** By whom buckets are opened; without, none are. */
  readonly clouds?: CloudHost | undefined;
  /** Translations of what it says; without, it speaks English. */
  readonly texts?: Texts | undefined;
  /** The next event waits until this one is taken. */
  readonly onEvent: (event: SyncEvent) => void | Promise<void>;
}

/** Runs one sync; a database that somebody else writes to is `engine.locked`. */
export async function runSync(
  recipe: SyncRecipe,
  { purpose, signal, clouds, texts, onEvent }: SyncHost,
): Promise<SyncSummary> {
  const lock = await acquireDatabaseLock(recipe.database, purpose, signal);
  const worker = startWorker({ clouds, texts });
  try {
    const options = { signal, onProgress: onEvent };
    const summary = await worker.channel.request('sync', recipe, options);
    const message = withoutNativeLock(translateBy(texts ?? {}), recipe);
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

function withoutNativeLock(t: Translate, { database }: SyncRecipe): string {
  return t(
    'this Node ({0}) has no SQLite of its own, so only our lock file guarded {1}: let no other program open the files during a sync, or use Node 22.5 or later',
    ...[process.version, database],
  );
}
