// One object of a store as a file: begun files are resumed at their last byte, and appear when they are whole.
import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

import { DataSyncError } from '../errors';
import { errnoOf } from '../engine/errno';
import { fileSystemError } from '../storage/fileSystemError';
import { notAsStored } from '../storage/notAsStored';
import type { ObjectInfo, ObjectStore } from '../storage/objectStore';

/** Read at once. */
const pieceBytes = 8 << 20;

/** Where a file comes from and goes to. */
export interface FileToCopy {
  readonly store: ObjectStore;
  /** In the store. */
  readonly from: string;
  /** Absolute. */
  readonly to: string;
}

/** What became of a file. */
export type CopyOutcome =
  | 'copied'
  /** A file of the same size and time is there already. */
  | 'there'
  /** There is no such object. */
  | 'missing';

/** Copies one object; `onBytes` is told of each piece that was read. */
export async function downloadFile(
  file: FileToCopy,
  onBytes: (count: number) => void,
  signal?: AbortSignal,
): Promise<CopyOutcome> {
  const { store, from, to } = file;
  const found = await store.stat(from, signal);
  if (!found) return 'missing';
  if (await isThere(to, found)) return 'there';
  const folder = path.dirname(to);
  await mkdir(folder, { recursive: true }).catch(fileSystemError('make', folder));
  const part = partOf(to, found);
  await removeOtherParts(to, part);
  const md5 = await fill(file, { part, found, onBytes }, signal);
  if (md5 !== undefined) await requireDigest(part, md5, file, signal);
  return putInPlace(part, to, found);
}

async function putInPlace(part: string, to: string, found: ObjectInfo): Promise<CopyOutcome> {
  try {
    await rename(part, to);
    return 'copied';
  } catch (error) {
    // Somebody else who copies it has been faster.
    if (errnoOf(error) === 'ENOENT' && (await isThere(to, found))) return 'there';
    return fileSystemError('write', to)(error);
  }
}

interface Filling {
  readonly part: string;
  readonly found: ObjectInfo;
  readonly onBytes: (count: number) => void;
}

/** Fills the part; resolves with the MD5 that storage keeps, if it keeps one. */
async function fill(
  { store, from, to }: FileToCopy,
  { part, found, onBytes }: Filling,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const object = await store.open(from, signal);
  // Begun files are of one version, and so is what is added to them.
  if (object.version !== found.version) {
    await object.close();
    const message = `${store.url}/${from} has changed since it was looked at: try again`;
    throw new DataSyncError('storage.changed', message, { path: from });
  }
  // Not to append: two who copy the same object write the same bytes in the same places.
  const flags = constants.O_WRONLY | constants.O_CREAT;
  const handle = await open(part, flags).catch(fileSystemError('write', to));
  try {
    let { size: done } = await handle.stat();
    if (done > found.size) {
      await handle.truncate(0);
      done = 0;
    }
    while (done < found.size) {
      signal?.throwIfAborted();
      const bytes = await object.read(done, Math.min(done + pieceBytes, found.size), signal);
      await writeAt(handle, bytes, done).catch(fileSystemError('write', to));
      done += bytes.length;
      onBytes(bytes.length);
    }
    await handle.sync();
    if (found.modified !== undefined) {
      const time = new Date(found.modified);
      await handle.utimes(time, time);
    }
    return object.md5;
  } finally {
    await handle.close();
    await object.close();
  }
}

/** A part may have been begun by another process, on another day: what is on the disk is what counts. */
async function requireDigest(
  part: string,
  md5: string,
  { store, from }: FileToCopy,
  signal?: AbortSignal,
): Promise<void> {
  const hash = createHash('md5');
  for await (const piece of createReadStream(part, signal ? { signal } : {})) {
    hash.update(piece as Uint8Array);
  }
  const found = hash.digest('hex');
  if (found === md5) return;
  await rm(part, { force: true });
  throw notAsStored(
    { shown: `${store.url}/${from}`, path: from, found, expected: md5 },
    'Nothing was kept; try again',
  );
}

async function writeAt(handle: FileHandle, bytes: Uint8Array, start: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const left = bytes.length - written;
    written += (await handle.write(bytes, written, left, start + written)).bytesWritten;
  }
}

/** As good as equal: Pendo never writes a file of an export twice. */
async function isThere(location: string, { size, modified }: ObjectInfo): Promise<boolean> {
  try {
    const stats = await stat(location);
    const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
    return (
      stats.size === size &&
      (modified === undefined || seconds(stats.mtimeMs) === seconds(modified))
    );
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    return fileSystemError('read', location)(error);
  }
}

/** Names the version: what was begun of another one is of no use. */
function partOf(location: string, { version }: ObjectInfo): string {
  const digest = createHash('sha256').update(version).digest('hex').slice(0, 12);
  return `${location}.${digest}.part`;
}

async function removeOtherParts(location: string, part: string): Promise<void> {
  const { dir, base } = path.parse(location);
  for (const name of await readdir(dir)) {
    const isPart =
      name.startsWith(`${base}.`) && /^[0-9a-f]{12}\.part$/.test(name.slice(base.length + 1));
    if (isPart && name !== path.basename(part)) await rm(path.join(dir, name), { force: true });
  }
}
