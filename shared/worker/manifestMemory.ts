import { DataSyncError } from '../errors';
import { readManifestText } from '../manifest/readManifestText';
import type { ExportManifest } from '../manifest/types';
import type { FoundManifest } from '../storage/discovery';
import type { ObjectStore } from '../storage/objectStore';
import { readFoundManifest } from '../sync/readFoundManifest';
import { LruMap } from '../util/lruMap';

interface Known {
  readonly version: string;
  /** Bytes of its text. */
  readonly size: number;
  readonly manifest: Promise<ExportManifest>;
}

/** Bytes of manifests that are kept, which take about ten times that in memory; a larger one is kept alone. */
const bytesKept = 30e6;

/** Manifests that were read, until they change. */
export class ManifestMemory {
  readonly #known = new LruMap<string, Known>(bytesKept, undefined, ({ size }) => size);

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
    const key = `${store.url}\0${found.path}`;
    const before = this.#known.get(key);
    if (before?.version === info.version) return before.manifest;
    const manifest = readFoundManifest(store, found, readManifestText, signal);
    this.#known.set(key, { version: info.version, size: info.size, manifest });
    manifest.catch(() => this.#known.delete(key));
    return manifest;
  }
}
