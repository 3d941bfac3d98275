// An object store in memory, for tests: the same port and the same errors as a folder.
import { DataSyncError } from '../../shared/errors';
import { pathFault } from '../../shared/storage/objectPath';
import type {
  Listing,
  ObjectInfo,
  ObjectStore,
  OpenObject,
} from '../../shared/storage/objectStore';

interface Entry {
  readonly bytes: Uint8Array;
  readonly version: string;
}

/** A store whose objects a test puts and removes. */
export interface MemoryStore extends ObjectStore {
  put(path: string, content: Uint8Array | string): void;
  remove(path: string): void;
  readonly paths: readonly string[];
}

/** A store over `{ 'datasync/1/2/exportmanifest.json': '{…}' }`. */
export function createMemoryStore(
  files: Readonly<Record<string, Uint8Array | string>> = {},
  url = 'memory://test',
): MemoryStore {
  const entries = new Map<string, Entry>();
  let versions = 0;
  const put = (path: string, content: Uint8Array | string) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content.slice();
    entries.set(path, { bytes, version: `v${++versions}` });
  };
  for (const [path, content] of Object.entries(files)) put(path, content);
  return {
    url,
    put,
    remove: path => void entries.delete(path),
    get paths() {
      return [...entries.keys()].sort();
    },
    async list(folder, signal) {
      signal?.throwIfAborted();
      if (folder !== '') checkPath(folder);
      return listFolder(entries, folder);
    },
    async stat(path, signal) {
      signal?.throwIfAborted();
      checkPath(path);
      const entry = entries.get(path);
      return entry && infoOf(path, entry);
    },
    async open(path, signal) {
      signal?.throwIfAborted();
      checkPath(path);
      const entry = entries.get(path);
      if (!entry) throw notFound(path);
      return openEntry(entries, path, entry);
    },
  };
}

function listFolder(entries: ReadonlyMap<string, Entry>, folder: string): Listing {
  const prefix = folder === '' ? '' : `${folder}/`;
  const folders = new Set<string>();
  const objects: ObjectInfo[] = [];
  for (const [path, entry] of entries) {
    if (!path.startsWith(prefix)) continue;
    const slash = path.indexOf('/', prefix.length);
    if (slash === -1) objects.push(infoOf(path, entry));
    else folders.add(path.slice(prefix.length, slash));
  }
  if (folder !== '' && folders.size + objects.length === 0) throw notFound(folder);
  objects.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { folders: [...folders].sort(), objects };
}

function openEntry(entries: ReadonlyMap<string, Entry>, path: string, entry: Entry): OpenObject {
  return {
    name: path,
    size: entry.bytes.length,
    version: entry.version,
    async read(start, end, signal) {
      signal?.throwIfAborted();
      if (entries.get(path)?.version !== entry.version) {
        throw new DataSyncError('storage.changed', `${path} changed while it was read`, { path });
      }
      return entry.bytes.slice(Math.max(0, start), Math.max(0, start, end));
    },
    close: async () => undefined,
  };
}

function infoOf(path: string, { bytes, version }: Entry): ObjectInfo {
  return { path, size: bytes.length, version };
}

function checkPath(path: string): void {
  const fault = pathFault(path);
  if (fault) throw new DataSyncError('storage.outside-folder', `${path}: ${fault}`, { path });
}

function notFound(path: string): DataSyncError {
  return new DataSyncError('storage.not-found', `${path} does not exist`, { path });
}
