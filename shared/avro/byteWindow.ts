import type { ByteSource } from './byteSource';

/** Bytes read at a time, for whoever goes forward in steps of unknown size. */
const windowBytes = 1 << 20;

/** Pieces of a source by offset; pieces near each other cost one read. */
export class ByteWindow {
  #bytes = new Uint8Array(0);
  #start = 0;

  constructor(readonly source: ByteSource) {}

  /** `count` bytes at `offset`; fewer at the end of the source. A view, valid as long as it is held. */
  async at(offset: number, count: number, signal?: AbortSignal): Promise<Uint8Array> {
    const end = Math.min(offset + count, this.source.size);
    if (offset < this.#start || end > this.#start + this.#bytes.length) {
      const until = Math.min(offset + Math.max(count, windowBytes), this.source.size);
      this.#bytes = new Uint8Array(await this.source.read(offset, until, signal));
      this.#start = offset;
    }
    return this.#bytes.subarray(offset - this.#start, end - this.#start);
  }
}
