import type { BulkStatement } from '../../engine/engine';
import { spareBytes } from './rowDecoder';

/** Memory of the engine's heap that holds one inflated block after the other. */
export class BlockMemory {
  #pointer = 0;
  #capacity = 0;
  readonly #memory: Pick<BulkStatement, 'heap' | 'alloc' | 'free'>;

  constructor(memory: Pick<BulkStatement, 'heap' | 'alloc' | 'free'>) {
    this.#memory = memory;
  }

  /** Copies the bytes into the heap and returns where they lie until the next call. */
  place(bytes: Uint8Array): number {
    const needed = bytes.length + spareBytes;
    if (needed > this.#capacity) {
      this.free();
      const wanted = Math.max(needed + (needed >>> 2), 1 << 18);
      this.#pointer = this.#memory.alloc(wanted);
      this.#capacity = wanted;
    }
    this.#memory.heap().set(bytes, this.#pointer);
    return this.#pointer;
  }

  free(): void {
    if (this.#capacity > 0) this.#memory.free(this.#pointer);
    this.#capacity = 0;
  }
}
