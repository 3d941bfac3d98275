import path from 'node:path';

import { kindOfFileName } from '../shared/manifest/kindOfFileName';
import { LruMap } from '../shared/util/lruMap';
import { SharedTask } from '../shared/util/sharedTask';
import { pathOfUri } from './fileUri';
import { describeFile } from './findManifests';
import type { OpenManifest } from './openManifest';
import { readManifestOnDisk } from './readManifestOnDisk';

/** Milliseconds for which files are kept that nobody asks about. */
const keptFor = 60_000;
/** Bytes of files that are kept; each counts as so many at least, for what is known of it. */
const bytesKept = 64e6;
const leastBytes = 1e6;

/**
 * Manifests that are asked about without being open, such as one that is too large for an editor: read from
 * disk by ourselves. Those used last are kept for a while: the same object while the file is the same.
 */
export class ManifestsOnDisk {
  readonly #files: LruMap<string, KeptFile>;
  #timer: NodeJS.Timeout | undefined;

  /** `onDrop` is told of the URI of a file that is let go. */
  constructor(onDrop: (uri: string) => void) {
    this.#files = new LruMap(
      bytesKept,
      ({ uri }) => onDrop(uri),
      ({ size }) => Math.max(size, leastBytes),
    );
  }

  /** Undefined for what is no file of ours, or cannot be read. */
  async get(uri: string, signal: AbortSignal): Promise<OpenManifest | undefined> {
    const location = pathOfUri(uri);
    const kind = location === undefined ? undefined : kindOfFileName(path.basename(location));
    const file = location && kind && (await describeFile(location, kind));
    if (!file) return undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#files.clear(), keptFor).unref();
    const known = this.#files.get(uri);
    if (known?.stamp === file.stamp && !known.read.isAbandoned) return known.read.join(signal);
    const read = new SharedTask(own => readManifestOnDisk(file, own));
    this.#files.set(uri, { uri, stamp: file.stamp, size: file.size, read });
    return read.join(signal);
  }
}

interface KeptFile {
  readonly uri: string;
  readonly stamp: string;
  readonly size: number;
  readonly read: SharedTask<OpenManifest | undefined>;
}
