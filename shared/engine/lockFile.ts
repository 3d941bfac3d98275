// One lock file: created whole or not at all, taken over from a dead owner by exactly one process.
import { link, open, readFile, rename, stat, unlink, type FileHandle } from 'node:fs/promises';

import { errnoOf } from './errno';
import { isAbandoned, readHolder, type LockHolder } from './lockHolder';

export type LockAttempt =
  /** We have it. */
  | { readonly kind: 'acquired'; readonly lock: LockFile }
  /** Someone alive has it; the holder is undefined while the file is being written. */
  | { readonly kind: 'held'; readonly holder: LockHolder | undefined };

/** A lock file that is ours. */
export interface LockFile {
  readonly path: string;
  readonly holder: LockHolder;
  release(): Promise<void>;
}

const heartbeatInterval = 10_000;

/** A file that is not a whole lock yet belongs to a process in the middle of creating it. */
const creationTime = 10_000;

/** Tries once. File errors (EACCES, EROFS, ENOENT of the folder) are thrown as they are. */
export async function tryLockFile(path: string, holder: LockHolder): Promise<LockAttempt> {
  const draft = `${path}.${holder.token}.new`;
  const handle = await open(draft, 'wx');
  let kept: FileHandle | undefined;
  try {
    await handle.writeFile(JSON.stringify(holder));
    const outcome = await linkOrRead(draft, path, holder);
    if (outcome.kind === 'linked') kept = handle;
    else if (outcome.kind === 'created') kept = outcome.handle;
    else if (outcome.abandoned && (await takeOver({ path, draft, stale: outcome, holder }))) {
      kept = handle;
    }
    if (kept) return { kind: 'acquired', lock: startHeartbeat(path, holder, kept) };
    return { kind: 'held', holder: outcome.kind === 'other' ? outcome.holder : undefined };
  } finally {
    await removeIfThere(draft);
    if (kept !== handle) await handle.close();
  }
}

/** Who holds the lock file now; undefined when nobody does, or nobody alive. */
export async function readLockFile(path: string): Promise<LockHolder | undefined> {
  const found = await readOther(path);
  return found === undefined || found.abandoned ? undefined : found.holder;
}

/** Removes the file when its owner is dead; otherwise says who holds it. For names that nobody takes over. */
export async function removeAbandoned(path: string): Promise<LockHolder | undefined> {
  const found = await readOther(path);
  if (found?.abandoned) await removeIfThere(path);
  return found === undefined || found.abandoned ? undefined : found.holder;
}

interface Other {
  readonly kind: 'other';
  readonly holder: LockHolder | undefined;
  readonly abandoned: boolean;
  /** Tells this lock file from the one that follows it under the same name. */
  readonly identity: string;
}

type Linking =
  /** The draft is the lock now. */
  | { readonly kind: 'linked' }
  /** The file system has no links: the lock is a file of its own. */
  | { readonly kind: 'created'; readonly handle: FileHandle }
  | Other;

async function linkOrRead(draft: string, path: string, holder: LockHolder): Promise<Linking> {
  for (;;) {
    try {
      await link(draft, path);
      return { kind: 'linked' };
    } catch (error) {
      if (hasNoLinks(error)) {
        const handle = await create(path, holder);
        if (handle) return { kind: 'created', handle };
      } else if (errnoOf(error) !== 'EEXIST') throw error;
    }
    const other = await readOther(path);
    // Released between the two calls: try again.
    if (other !== undefined) return other;
  }
}

/** FAT and some network file systems. */
function hasNoLinks(error: unknown): boolean {
  return ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(errnoOf(error) ?? '');
}

async function create(path: string, holder: LockHolder): Promise<FileHandle | undefined> {
  try {
    const handle = await open(path, 'wx');
    await handle.writeFile(JSON.stringify(holder));
    return handle;
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    return undefined;
  }
}

async function readOther(path: string): Promise<Other | undefined> {
  try {
    const { mtimeMs, ino } = await stat(path);
    const holder = readHolder(await readFile(path, 'utf8'));
    const abandoned = holder
      ? await isAbandoned(holder, mtimeMs)
      : Date.now() - mtimeMs > creationTime;
    return { kind: 'other', holder, abandoned, identity: holder?.token ?? `unreadable-${ino}` };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Two processes may both see the same dead lock. The right to replace it is a lock of its own, named
 * after the dead one; whoever has it looks again before replacing.
 */
async function takeOver({
  path,
  draft,
  stale,
  holder,
}: {
  readonly path: string;
  readonly draft: string;
  readonly stale: Other;
  readonly holder: LockHolder;
}): Promise<boolean> {
  const right = await tryLockFile(`${path}.${stale.identity}`, holder);
  if (right.kind === 'held') return false;
  try {
    const now = await readOther(path);
    if (now?.identity !== stale.identity || !now.abandoned) return false;
    await rename(draft, path);
    return true;
  } finally {
    await right.lock.release();
  }
}

function startHeartbeat(path: string, holder: LockHolder, handle: FileHandle): LockFile {
  // Through the handle, so that a lock that was taken from us is not kept alive by us.
  const beat = () => {
    const now = new Date();
    handle.utimes(now, now).catch(() => clearInterval(timer));
  };
  const timer = setInterval(beat, heartbeatInterval);
  timer.unref();
  return {
    path,
    holder,
    async release() {
      clearInterval(timer);
      await handle.close();
      const now = await readOther(path);
      if (now?.identity === holder.token) await removeIfThere(path);
    },
  };
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}
