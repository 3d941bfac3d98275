// Manifests in buckets, as files of this machine while they are checked: rules and their facts know paths. Only the
// JSON files are copied; what lies around them is asked of the bucket.
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { createFileStore } from '../storage/fileStore';
import type { ObjectStore } from '../storage/objectStore';
import { storeBelow } from '../storage/storeBelow';

/** Copied at once. */
const pieceBytes = 8 << 20;

/** Copies of what was looked at, until it is disposed of. */
export class BucketMirror {
  /** By the folder that stands for the store's root. */
  readonly #stores = new Map<string, ObjectStore>();
  #root: Promise<string> | undefined;

  /** The folder of this machine that stands for a store's root. */
  async folderOf(store: ObjectStore): Promise<string> {
    this.#root ??= mkdtemp(path.join(os.tmpdir(), 'pendo-data-sync-'));
    // With the names of the folders above: rules compare them with the ids in the manifest.
    const names = store.url.split(/[:/]+/).filter(name => name !== '.' && name !== '..');
    const folder = path.join(await this.#root, String(this.#stores.size), ...names);
    this.#stores.set(folder, store);
    return folder;
  }

  /** The store that a folder stands for a part of; one of this machine for every other folder. */
  readonly openStore = (folder: string): ObjectStore => {
    for (const [root, store] of this.#stores) {
      const below = path.relative(root, folder);
      if (below.startsWith('..') || path.isAbsolute(below)) continue;
      return storeBelow(store, below.split(path.sep).join('/'));
    }
    return createFileStore(folder);
  };

  /** The names of the folders that lie in one. */
  async listNames(folder: string): Promise<readonly string[]> {
    return (await this.openStore(folder).list('')).folders;
  }

  /** Copies a file to where it stands for itself. */
  async copy(
    store: ObjectStore,
    { below, target }: { readonly below: string; readonly target: string },
    signal?: AbortSignal,
  ): Promise<void> {
    const object = await store.open(below, signal);
    await mkdir(path.dirname(target), { recursive: true });
    const file = await open(target, 'w');
    try {
      for (let start = 0; start < object.size; start += pieceBytes) {
        await file.write(await object.read(start, start + pieceBytes, signal));
      }
    } finally {
      await file.close();
      await object.close();
    }
  }

  async dispose(): Promise<void> {
    if (this.#root) await rm(await this.#root, { recursive: true, force: true });
  }
}
