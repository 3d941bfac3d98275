import path from 'node:path';

import { kindOfFileName } from '../shared/manifest/kindOfFileName';
import { SharedTask } from '../shared/util/sharedTask';
import { pathOfUri } from './fileUri';
import { describeFile, type FoundManifest } from './findManifests';
import type { OpenManifest } from './openManifest';
import { readManifestOnDisk } from './readManifestOnDisk';

/** Milliseconds for which a file is kept that nobody asks about. */
const keptFor = 60_000;

/**
 * Manifests that are asked about without being open, such as one that is too large for an editor: read from
 * disk by ourselves. The last one is kept for a while.
 */
export class ManifestsOnDisk {
  #last: KeptFile | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** `onDrop` is told of the URI of a file that is let go. */
  constructor(private readonly onDrop: (uri: string) => void) {}

  /** Undefined for what is no file of ours. */
  async get(uri: string, signal: AbortSignal): Promise<OpenManifest | undefined> {
    const location = pathOfUri(uri);
    const kind = location === undefined ? undefined : kindOfFileName(path.basename(location));
    const file = location && kind && (await describeFile(location, kind));
    if (!file) return undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#drop(), keptFor).unref();
    const last = this.#last;
    const isSame = last?.file.path === file.path && last.file.stamp === file.stamp;
    if (last && isSame && !last.read.isAbandoned) return last.read.join(signal);
    this.#drop();
    const read = new SharedTask(own => readManifestOnDisk(file, own));
    this.#last = { uri, file, read };
    return read.join(signal);
  }

  #drop(): void {
    if (this.#last) this.onDrop(this.#last.uri);
    this.#last = undefined;
  }
}

interface KeptFile {
  readonly uri: string;
  readonly file: FoundManifest;
  readonly read: SharedTask<OpenManifest | undefined>;
}
