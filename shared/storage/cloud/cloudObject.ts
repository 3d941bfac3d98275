// An open object of a bucket. Small reads come in blocks, which are kept for a while: whoever looks about in a file
// comes back to the same place. Large ones are a stream that is read once: they come as they are asked for.
import { LruMap } from '../../util/lruMap';
import { SharedTask } from '../../util/sharedTask';
import type { OpenObject } from '../objectStore';

import { blockBytes, missingRuns, type BlockRun } from './blocks';
import type { ObjectHead } from './cloudClient';
import type { CloudRequests } from './cloudRequests';
import type { RangeCache } from './rangeCache';
import { readRange } from './readRange';
import { readThrough } from './readThrough';

/** Where an object lies, for requests and for messages. */
export interface ObjectPlace {
  readonly key: string;
  /** `s3://bucket/path/of/it`. */
  readonly shown: string;
}

/** Reads of so many bytes are a stream. */
const streamFrom = 1 << 20;
/** Bytes of blocks that each open object keeps. */
const keptBytes = 1 << 20;

/** Bytes that are on their way or here; a block is a part of them. */
interface Fetched {
  readonly start: number;
  readonly task: SharedTask<Uint8Array>;
}

/** Reads one state of an object: that of its version. */
export class CloudObject implements OpenObject {
  readonly name: string;
  readonly size: number;
  readonly version: string;
  readonly md5: string | undefined;
  /** A round trip is long: a few reads under way at once hide it. */
  readonly readsAhead = 8;
  /** By number. */
  readonly #blocks = new LruMap<number, Fetched>(keptBytes / blockBytes);

  constructor(
    readonly requests: CloudRequests,
    readonly place: ObjectPlace,
    info: ObjectHead,
    readonly cache?: RangeCache,
  ) {
    this.name = info.path;
    this.size = info.size;
    this.version = info.version;
    this.md5 = info.md5;
  }

  async read(from: number, until: number, signal?: AbortSignal): Promise<Uint8Array> {
    signal?.throwIfAborted();
    const start = Math.max(0, from);
    const end = Math.min(until, this.size);
    if (end <= start) return new Uint8Array(0);
    if (end - start >= streamFrom) return this.#fetch(start, end, signal);
    const bytes = new Uint8Array(end - start);
    const copies = [...this.#piecesOf(start, end)].map(async fetched => {
      const piece = await fetched.task.join(signal);
      const skipped = Math.max(0, start - fetched.start);
      const at = Math.max(0, fetched.start - start);
      bytes.set(piece.subarray(skipped, skipped + bytes.length - at), at);
    });
    await Promise.all(copies);
    return bytes;
  }

  async close(): Promise<void> {
    this.#blocks.clear();
  }

  /** What the blocks from `start` to `end` are parts of; what lies side by side and is not here yet is one request. */
  #piecesOf(start: number, end: number): Set<Fetched> {
    const first = Math.floor(start / blockBytes);
    const next = Math.ceil(end / blockBytes);
    const pieces = new Set<Fetched>();
    const missing = missingRuns({ first, next }, block => {
      const known = this.#blocks.get(block);
      if (!known || known.task.isAbandoned) return false;
      pieces.add(known);
      return true;
    });
    for (const run of missing) pieces.add(this.#bring(run));
    return pieces;
  }

  /** Starts to read blocks; what fails is not kept, so that the next who asks tries again. */
  #bring(run: BlockRun): Fetched {
    const task = new SharedTask(async signal => {
      try {
        return await this.#readBlocks(run, signal);
      } catch (error) {
        this.#forget(run, fetched);
        throw error;
      }
    });
    const fetched = { start: run.first * blockBytes, task };
    for (let block = run.first; block < run.next; block++) this.#blocks.set(block, fetched);
    return fetched;
  }

  #forget({ first, next }: BlockRun, fetched: Fetched): void {
    for (let block = first; block < next; block++) {
      if (this.#blocks.peek(block) === fetched) this.#blocks.delete(block);
    }
  }

  #readBlocks({ first, next }: BlockRun, signal: AbortSignal): Promise<Uint8Array> {
    const { cache, size, version, place } = this;
    const fetch = (start: number, end: number) => this.#fetch(start, end, signal);
    if (!cache) return fetch(first * blockBytes, Math.min(next * blockBytes, size));
    return readThrough(cache, { url: place.shown, version, size }, { first, next }, fetch);
  }

  #fetch(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    const { key, shown } = this.place;
    return readRange(this.requests, { key, version: this.version, start, end }, shown, signal);
  }
}
