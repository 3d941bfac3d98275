// A byte source as a stream of views: chunks are read ahead, and only what straddles two of them is copied.
import type { ByteSource } from './byteSource';

/** Chunks grow from the first size to the last: a first page costs little, a large file streams. */
const firstChunk = 1 << 17;
const lastChunk = 1 << 21;
/** Whoever reads chunks of this size will want the next as well. */
const readAheadFrom = 1 << 20;
/** Chunks end at multiples of it, so that sources that keep blocks serve each block once. */
const alignment = 1 << 16;

/** Which bytes a ChunkReader goes through. */
export interface ChunkRange {
  readonly start: number;
  readonly end: number;
  /** Bytes from `start` on that are at hand already. */
  readonly first: Uint8Array;
}

/** Reads a range of a source in order. Call `settle` before the source is closed. */
export class ChunkReader {
  readonly #chunks: Uint8Array[];
  /** Index in the first chunk of the next byte. */
  #position = 0;
  /** Bytes in the chunks from the position on. */
  #available: number;
  /** Offset in the source of the first byte that was not asked for yet. */
  #next: number;
  #size = firstChunk;
  readonly #ahead: Promise<Uint8Array>[] = [];
  readonly #leaving = new AbortController();
  readonly #signal: AbortSignal;

  constructor(
    readonly source: ByteSource,
    readonly range: ChunkRange,
    signal?: AbortSignal,
  ) {
    this.#signal = signal ? AbortSignal.any([signal, this.#leaving.signal]) : this.#leaving.signal;
    this.#chunks = [range.first];
    this.#available = range.first.length;
    this.#next = range.start + range.first.length;
  }

  /** The next `count` bytes without going on; fewer at the end. */
  async peek(count: number): Promise<Uint8Array> {
    if (this.#available < count) await this.#fill(count);
    return this.#view(count);
  }

  /** The next `count` bytes; fewer at the end. */
  async take(count: number): Promise<Uint8Array> {
    if (this.#available < count) await this.#fill(count);
    const bytes = this.#view(count);
    this.#advance(bytes.length);
    return bytes;
  }

  /** Ends the reads that are under way and that nobody wants any more. */
  async settle(): Promise<void> {
    this.#leaving.abort();
    await Promise.allSettled(this.#ahead);
  }

  async #fill(count: number): Promise<void> {
    while (this.#available < count && (this.#ahead.length > 0 || this.#next < this.range.end)) {
      const chunk = await (this.#ahead.shift() ?? this.#read(count - this.#available));
      this.#chunks.push(chunk);
      this.#available += chunk.length;
    }
    if (this.#size < readAheadFrom) return;
    const { readsAhead = 1 } = this.source;
    while (this.#ahead.length < readsAhead && this.#next < this.range.end) {
      const chunk = this.#read(0);
      // Whoever needs these bytes awaits them and gets the error; a consumer that stops early does not.
      chunk.catch(() => undefined);
      this.#ahead.push(chunk);
    }
  }

  #read(needed: number): Promise<Uint8Array> {
    const start = this.#next;
    const wanted = start + Math.max(needed, this.#size);
    this.#next = Math.min(Math.ceil(wanted / alignment) * alignment, this.range.end);
    this.#size = Math.min(this.#size * 2, lastChunk);
    return this.source.read(start, this.#next, this.#signal);
  }

  #view(count: number): Uint8Array {
    const wanted = Math.min(count, this.#available);
    const [first] = this.#chunks;
    if (first && first.length - this.#position >= wanted) {
      return first.subarray(this.#position, this.#position + wanted);
    }
    const joined = new Uint8Array(wanted);
    let filled = 0;
    for (const [index, chunk] of this.#chunks.entries()) {
      const from = index === 0 ? this.#position : 0;
      const part = chunk.subarray(from, from + wanted - filled);
      joined.set(part, filled);
      filled += part.length;
    }
    return joined;
  }

  #advance(count: number): void {
    this.#available -= count;
    this.#position += count;
    for (let first = this.#chunks[0]; first && this.#position >= first.length;) {
      this.#position -= first.length;
      this.#chunks.shift();
      first = this.#chunks[0];
    }
  }
}
