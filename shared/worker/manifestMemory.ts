import { DataSyncError } from '../errors';
import { readManifestText } from '../manifest/readManifestText';
import type { ExportManifest } from '../manifest/types';
import type { FoundManifest } from '../storage/discovery';
import type { ObjectStore } from '../storage/objectStore';
import { readFoundManifest } from '../sync/readFoundManifest';
import { LruMap } from '../util/lruMap';
import { SharedTask } from '../util/sharedTask';

interface Known {
  readonly url: string;
  readonly folder: string;
  /** Once it has been read. */
  read?: ExportManifest;
  readonly version: string;
  /** Bytes of its text. */
  readonly size: number;
  readonly task: SharedTask<ExportManifest>;
}

/** Bytes of manifests that are kept, which take about ten times that in memory; a larger one is kept alone. */
const bytesKept = 30e6;

/** A manifest that was read, and where it lies. */
export interface KnownManifest {
  /** Of the store. */
  readonly url: string;
  /** In it. */
  readonly folder: string;
  readonly manifest: ExportManifest;
}

/** Manifests that were read, until they change. */
export class ManifestMemory {
  readonly #known = new LruMap<string, Known>(bytesKept, undefined, ({ size }) => size);

  /** Those that are at hand. */
  known(): KnownManifest[] {
    return [...this.#known.values()].flatMap(({ url, folder, read }) =>
      read ? [{ url, folder, manifest: read }] : [],
    );
  }

  /** Of the file as it was read last. */
  versionOf({ url }: ObjectStore, { path }: FoundManifest): string | undefined {
    return this.#known.peek(keyOf(url, path))?.version;
  }

  /** The manifest as it is now; it is read only when it is another than before. */
  async read(
    store: ObjectStore,
    found: FoundManifest,
    signal: AbortSignal,
  ): Promise<ExportManifest> {
    const info = await store.stat(found.path, signal);
    if (!info) {
      throw new DataSyncError(
        'storage.not-found',
        `${store.url}/${found.path} is not there any more`,
        { path: found.path },
      );
    }
    const key = keyOf(store.url, found.path);
    const before = this.#known.get(key);
    if (before?.version === info.version && !before.task.isAbandoned) {
      return before.task.join(signal);
    }
    const task = new SharedTask(async own => {
      try {
        const manifest = await readFoundManifest(store, found, readManifestText, own);
        known.read = manifest;
        return manifest;
      } catch (error) {
        if (this.#known.peek(key) === known) this.#known.delete(key);
        throw error;
      }
    });
    const known: Known = { ...{ url: store.url, folder: found.folder, task }, ...info };
    this.#known.set(key, known);
    return task.join(signal);
  }
}

function keyOf(url: string, path: string): string {
  return `${url}\0${path}`;
}
