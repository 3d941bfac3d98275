// Who may use a folder of databases: one writer, or any number of readers. Files in the folder say so,
// owned by the host process, because a worker that is terminated cannot clean up.
import { mkdir, readdir, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { DataSyncError } from '../errors';
import { errnoOf } from './errno';
import { readLockFile, removeAbandoned, tryLockFile, type LockFile } from './lockFile';
import { createHolder, describeHolder, type LockHolder } from './lockHolder';

/** Held until `release`; a process that dies without it leaves a lock that the next one takes over. */
export interface DatabaseLock {
  release(): Promise<void>;
}

/** Its name in the folder while a sync writes. */
export const writerFile = '.pds-lock';
const readerPrefix = '.pds-reader-';

/** How long a query waits for a sync, and a sync for the queries that are under way. */
const patience = 5000;
const pollInterval = 50;

/**
 * Takes the folder for writing, making it when it is missing; one that was made and is still empty at the
 * release goes with it. Another writer is `engine.locked` at once.
 */
export async function acquireDatabaseLock(
  folder: string,
  purpose: string,
  signal?: AbortSignal,
): Promise<DatabaseLock> {
  const holder = await createHolder(purpose);
  const { made, attempt } = await asDataSyncError(folder, async () => {
    const firstMade = await mkdir(folder, { recursive: true });
    return { made: firstMade, attempt: await tryLockFile(path.join(folder, writerFile), holder) };
  });
  if (attempt.kind === 'held') throw lockedError(folder, attempt.holder);
  const release = async (): Promise<void> => {
    await attempt.lock.release();
    if (made !== undefined) await removeEmpty(folder, made);
  };
  try {
    await waitUntil(async () => {
      const reader = await findReader(folder);
      return reader === undefined ? undefined : lockedError(folder, reader);
    }, signal);
    return { release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Removes the folder, and those above it up to `first`, as far as nothing lies in them. */
async function removeEmpty(folder: string, first: string): Promise<void> {
  try {
    for (let at = folder; at.length >= first.length; at = path.dirname(at)) await rmdir(at);
  } catch {
    // Something was put there: it stays.
  }
}

/** Takes the folder for reading: waits up to 5 s for a writer, then says who it is. */
export async function acquireReadLock(
  folder: string,
  purpose: string,
  signal?: AbortSignal,
): Promise<DatabaseLock> {
  const holder = await createHolder(purpose);
  let lock: LockFile | undefined;
  await waitUntil(async () => {
    // Announce first, look second: a writer does it the other way round, so one of the two sees the other.
    lock = await announceReader(folder, holder);
    const writer = await readLockFile(path.join(folder, writerFile)).catch(unreadable(folder));
    if (writer === undefined) return undefined;
    await lock?.release();
    return lockedError(folder, writer);
  }, signal);
  return lock ?? { release: () => Promise.resolve() };
}

/** Asks again and again until the answer is no error; throws the last error when patience ends. */
async function waitUntil(
  ask: () => Promise<DataSyncError | undefined>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const start = Date.now();
  for (;;) {
    signal?.throwIfAborted();
    const error = await ask();
    if (error === undefined) return;
    if (Date.now() - start >= patience) throw error;
    await delay(pollInterval, undefined, signal && { signal });
  }
}

/** undefined where the folder cannot be written: then no sync of ours writes to it either. */
async function announceReader(folder: string, holder: LockHolder): Promise<LockFile | undefined> {
  try {
    const attempt = await tryLockFile(path.join(folder, `${readerPrefix}${holder.token}`), holder);
    return attempt.kind === 'acquired' ? attempt.lock : undefined;
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'EACCES' || errno === 'EPERM' || errno === 'EROFS') return undefined;
    throw fileError(folder, error);
  }
}

/** Also sweeps what dead processes left; only the writer, that is. */
async function findReader(folder: string): Promise<LockHolder | undefined> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('.pds-') || name === writerFile) continue;
    const holder = await removeAbandoned(path.join(folder, name));
    if (holder && isReader(name)) return holder;
  }
  return undefined;
}

/** Not a draft of one: `.pds-reader-<token>.<token>.new`. */
function isReader(name: string): boolean {
  return name.startsWith(readerPrefix) && !name.includes('.', 1);
}

async function asDataSyncError<T>(folder: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    throw fileError(folder, error);
  }
}

function fileError(folder: string, error: unknown): unknown {
  const errno = errnoOf(error);
  const data = { folder };
  switch (errno) {
    case undefined:
      return error;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new DataSyncError(
        'engine.read-only',
        `${folder}: the database folder cannot be written (${errno}); check its permissions or choose another --db`,
        data,
        { cause: error },
      );
    case 'ENOENT':
      return new DataSyncError('engine.no-database', `${folder}: there is no such folder`, data);
    case 'ENOSPC':
      return new DataSyncError('engine.disk-full', `${folder}: the disk is full`, data);
    case 'ENOTDIR':
    case 'EEXIST':
      return new DataSyncError(
        'engine.io',
        `${folder}: a file stands where the database folder should be (${errno}); choose another --db`,
        data,
        { cause: error },
      );
    default:
      return new DataSyncError('engine.io', `${folder}: ${errno} while locking it`, data, {
        cause: error,
      });
  }
}

/** A catch handler for a folder that this user may not look into. */
function unreadable(folder: string): (error: unknown) => never {
  return error => {
    const errno = errnoOf(error);
    if (errno !== 'EACCES' && errno !== 'EPERM') throw error;
    const text = `${folder}: the database folder cannot be read (${errno}); check its permissions`;
    throw new DataSyncError('engine.io', text, { folder }, { cause: error });
  };
}

function lockedError(folder: string, holder: LockHolder | undefined): DataSyncError {
  const who = holder ? describeHolder(holder) : 'another process that is just starting';
  return new DataSyncError('engine.locked', `${folder} is in use by ${who}; wait for it to end`, {
    folder,
    ...(holder && { holder }),
  });
}
