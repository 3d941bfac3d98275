// Blocks of remote objects in a folder of this machine, shared by all processes that name it. A block is named by what
// it holds (place, version, offset), so it is never out of date; what is damaged counts as not there. Holds no secret:
// neither names nor contents tell how a bucket is opened.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { pruneFolder } from './pruneFolder';

/** Names a block. */
export interface BlockKey {
  /** `s3://bucket/path/of/the/object`. */
  readonly url: string;
  /** Of the object: its etag or generation. */
  readonly version: string;
  /** Of the object, in bytes. */
  readonly size: number;
  /** Offset of its first byte. */
  readonly start: number;
}

/** Where blocks are kept. Neither method fails: a cache that does not work is an empty one. */
export interface RangeCache {
  read(key: BlockKey): Promise<Uint8Array | undefined>;
  write(key: BlockKey, bytes: Uint8Array): Promise<void>;
}

/** Where a cache on disk lies, and how large it may grow, about. */
export interface RangeCacheOptions {
  /** Its own: it is made when needed, and old files in it are removed. */
  readonly folder: string;
  readonly bytes: number;
}

/** A cache on disk that lets go what was used longest ago. */
export function createRangeCache(options: RangeCacheOptions): RangeCache {
  return new DiskCache(options);
}

/** The part of a cache that is of one service, where that is not the provider's own: two may have a bucket of one name. */
export function cacheOfService(cache: RangeCache, service: string | undefined): RangeCache {
  if (service === undefined) return cache;
  const own = (key: BlockKey) => ({ ...key, url: `${service} ${key.url}` });
  return {
    read: key => cache.read(own(key)),
    write: (key, bytes) => cache.write(own(key), bytes),
  };
}

const digestBytes = 32;

class DiskCache implements RangeCache {
  readonly #folder: string;
  readonly #bytes: number;
  /** Bytes written since it was last seen how large the folder is. */
  #written = Infinity;
  #pruning: Promise<void> | undefined;

  constructor({ folder, bytes }: RangeCacheOptions) {
    this.#folder = folder;
    this.#bytes = bytes;
  }

  async read(key: BlockKey): Promise<Uint8Array | undefined> {
    const file = this.#fileOf(key);
    const content = await readFile(file).catch(() => undefined);
    if (!content) return undefined;
    const bytes = content.subarray(digestBytes);
    if (!digestOf(bytes).equals(content.subarray(0, digestBytes))) {
      await rm(file, { force: true }).catch(() => undefined);
      return undefined;
    }
    const now = new Date();
    // Its age is what it was used last; a folder that cannot be written to can still be read.
    await utimes(file, now, now).catch(() => undefined);
    return bytes;
  }

  async write(key: BlockKey, bytes: Uint8Array): Promise<void> {
    const file = this.#fileOf(key);
    const written = `${file}.${randomUUID()}.tmp`;
    try {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(written, Buffer.concat([digestOf(bytes), bytes]), { mode: 0o600 });
      // Others see all of it or nothing.
      await rename(written, file);
    } catch {
      // A full disk, or no right to write: the block is read from the bucket again the next time.
      await rm(written, { force: true }).catch(() => undefined);
      return;
    }
    this.#written += bytes.length;
    if (this.#written > this.#bytes / 16) await this.#prune();
  }

  /** Also other processes write: how large the folder is has to be seen. */
  async #prune(): Promise<void> {
    this.#pruning ??= pruneFolder(this.#folder, this.#bytes).finally(() => {
      this.#pruning = undefined;
    });
    this.#written = 0;
    await this.#pruning;
  }

  #fileOf({ url, version, size, start }: BlockKey): string {
    const name = createHash('sha256').update(JSON.stringify([url, version, size, start]));
    const digest = name.digest('hex');
    return path.join(this.#folder, digest.slice(0, 2), digest.slice(2));
  }
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
