// Exports in a folder of this machine. Links may point about inside the folder, never out of it.
import { constants, type BigIntStats } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

import { DataSyncError } from '../errors';

import { fileSystemError } from './fileSystemError';
import { fileVersion } from './fileVersion';
import { joinPath, pathFault } from './objectPath';
import { openFile } from './openFile';
import type { Listing, ObjectInfo, ObjectStore } from './objectStore';

/** How many files of a folder are asked for their size at once. */
const statsAtOnce = 64;

/** A store over a folder; the folder need not exist before the first call. */
export function createFileStore(folder: string): ObjectStore {
  return new FileStore(path.resolve(folder));
}

class FileStore implements ObjectStore {
  readonly url: string;
  #realRoot: Promise<string> | undefined;

  constructor(root: string) {
    this.url = root;
  }

  async list(folder: string, signal?: AbortSignal): Promise<Listing> {
    signal?.throwIfAborted();
    const location = await this.#locate(folder);
    const names = await readdir(location).catch(fileSystemError('list', this.#shown(folder)));
    const folders: string[] = [];
    const objects: ObjectInfo[] = [];
    for (let start = 0; start < names.length; start += statsAtOnce) {
      signal?.throwIfAborted();
      const batch = names.slice(start, start + statsAtOnce);
      const found = await Promise.all(batch.map(name => this.#probe(location, name)));
      batch.forEach((name, i) => {
        const stats = found[i];
        if (stats?.isDirectory()) folders.push(name);
        else if (stats?.isFile()) objects.push(infoOf(joinPath(folder, name), stats));
      });
    }
    return { folders: folders.sort(), objects: objects.sort(byPath) };
  }

  async stat(objectPath: string, signal?: AbortSignal): Promise<ObjectInfo | undefined> {
    signal?.throwIfAborted();
    try {
      const location = await this.#locate(objectPath);
      const stats = await stat(location, { bigint: true }).catch(
        fileSystemError('read', this.#shown(objectPath)),
      );
      return stats.isFile() ? infoOf(objectPath, stats) : undefined;
    } catch (error) {
      if (error instanceof DataSyncError && error.code === 'storage.not-found') return undefined;
      throw error;
    }
  }

  async open(objectPath: string, signal?: AbortSignal) {
    signal?.throwIfAborted();
    const shown = this.#shown(objectPath);
    const location = await this.#locate(objectPath);
    // Asked before opening: opening a named pipe would wait for its other end.
    const stats = await stat(location, { bigint: true }).catch(fileSystemError('open', shown));
    if (!stats.isFile()) {
      const what = stats.isDirectory() ? 'a folder' : 'a device or a pipe';
      throw new DataSyncError('storage.not-found', `${shown} is ${what}, not a file`, {
        path: objectPath,
      });
    }
    // The path is resolved: a link that appears between the check and here is not followed.
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);
    const handle = await open(location, flags).catch(fileSystemError('open', shown));
    return openFile(handle, objectPath, shown);
  }

  /** The real place of an object, which must lie below the real root. */
  async #locate(objectPath: string): Promise<string> {
    const shown = this.#shown(objectPath);
    const fault = objectPath === '' ? undefined : storePathFault(objectPath);
    if (fault) throw this.#outside(objectPath, fault);
    this.#realRoot ??= realpath(this.url).catch((error: unknown) => {
      this.#realRoot = undefined;
      throw error;
    });
    const root = await this.#realRoot.catch(fileSystemError('open', this.url));
    if (objectPath === '') return root;
    const location = await realpath(path.join(root, ...objectPath.split('/'))).catch(
      fileSystemError('open', shown),
    );
    const below = root.endsWith(path.sep) ? root : root + path.sep;
    if (location.startsWith(below)) return location;
    throw this.#outside(objectPath, `it is a link to ${location}`);
  }

  #outside(objectPath: string, why: string): DataSyncError {
    return new DataSyncError(
      'storage.outside-folder',
      `${this.#shown(objectPath)} is refused: ${why}. Only files inside ${this.url} are read`,
      { path: objectPath },
    );
  }

  /** Type and size of a folder's entry, links followed; undefined for one that is gone or leads nowhere. */
  async #probe(folder: string, name: string): Promise<BigIntStats | undefined> {
    return stat(path.join(folder, name), { bigint: true }).catch(() => undefined);
  }

  #shown(objectPath: string): string {
    return objectPath === '' ? this.url : path.join(this.url, objectPath);
  }
}

/** File names may hold odd characters, which only manifests may not name; here just what would leave the root. */
function storePathFault(objectPath: string): string | undefined {
  if (objectPath.includes('\0')) return 'it holds a control character';
  const segments = objectPath.split('/');
  if (segments.some(segment => segment === '' || segment === '.' || segment === '..')) {
    return pathFault(objectPath) ?? 'it does not lead below the folder';
  }
  return undefined;
}

function infoOf(objectPath: string, stats: BigIntStats): ObjectInfo {
  return {
    path: objectPath,
    size: Number(stats.size),
    version: fileVersion(stats),
    modified: Number(stats.mtimeMs),
  };
}

function byPath(a: ObjectInfo, b: ObjectInfo): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
