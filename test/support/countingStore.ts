// A decorator that counts what is asked of a store, for tests that hold reads to a budget.
import type { ObjectStore, OpenObject } from '../../shared/storage/objectStore';

/** What was asked so far; the numbers go on rising. */
export interface StoreCounts {
  readonly lists: number;
  readonly stats: number;
  readonly opens: number;
  readonly reads: number;
  readonly bytesRead: number;
  /** By path of the object; a path that was never opened is absent. */
  readonly byPath: ReadonlyMap<string, ObjectCounts>;
  /** Paths asked of list and stat, in order. */
  readonly listed: readonly string[];
  readonly probed: readonly string[];
}

export interface ObjectCounts {
  readonly opens: number;
  readonly reads: number;
  readonly bytesRead: number;
}

/** The same store, and the counts of what goes through it. */
export function countingStore(store: ObjectStore): {
  readonly store: ObjectStore;
  readonly counts: StoreCounts;
} {
  const total = { opens: 0, reads: 0, bytesRead: 0 };
  const byPath = new Map<string, { opens: number; reads: number; bytesRead: number }>();
  const listed: string[] = [];
  const probed: string[] = [];
  const counts: StoreCounts = {
    get lists() {
      return listed.length;
    },
    get stats() {
      return probed.length;
    },
    get opens() {
      return total.opens;
    },
    get reads() {
      return total.reads;
    },
    get bytesRead() {
      return total.bytesRead;
    },
    byPath,
    listed,
    probed,
  };
  const count = (path: string, what: 'opens' | 'reads' | 'bytesRead', by: number) => {
    const own = byPath.get(path) ?? { opens: 0, reads: 0, bytesRead: 0 };
    own[what] += by;
    total[what] += by;
    byPath.set(path, own);
  };
  const counted: ObjectStore = {
    url: store.url,
    list(folder, signal) {
      listed.push(folder);
      return store.list(folder, signal);
    },
    stat(path, signal) {
      probed.push(path);
      return store.stat(path, signal);
    },
    async open(path, signal) {
      count(path, 'opens', 1);
      const object = await store.open(path, signal);
      return countReads(object, bytes => {
        count(path, 'reads', 1);
        count(path, 'bytesRead', bytes);
      });
    },
  };
  return { store: counted, counts };
}

function countReads(object: OpenObject, onRead: (bytes: number) => void): OpenObject {
  return {
    name: object.name,
    size: object.size,
    version: object.version,
    async read(start, end, signal) {
      const bytes = await object.read(start, end, signal);
      onRead(bytes.length);
      return bytes;
    },
    close: () => object.close(),
  };
}
