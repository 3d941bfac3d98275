// Reads single values out of the engine's heap for what the generated code does not decode itself.
import type { DecoderRuntime } from './decoderRuntime';

/** Records in records: deeper than any data, shallower than the stack. */
const maxDepth = 500;
/** Items that take no bytes (null, empty records) in the arrays and maps of one value. */
const maxFreeItems = 1 << 20;

/** A position in the heap and the end of the block. Every read checks its bounds. */
export class ValueCursor {
  position = 0;
  readonly #runtime: DecoderRuntime;
  #heap: Uint8Array = new Uint8Array(0);
  #words: DataView = new DataView(new ArrayBuffer(0));
  #end = 0;
  #depth = 0;
  #freeItems = 0;

  constructor(runtime: DecoderRuntime) {
    this.#runtime = runtime;
  }

  moveTo(heap: Uint8Array, position: number, end: number): void {
    if (heap !== this.#heap) {
      this.#heap = heap;
      this.#words = new DataView(heap.buffer);
    }
    this.position = position;
    this.#end = end;
    this.#depth = 0;
    this.#freeItems = maxFreeItems;
  }

  long(): number | bigint {
    const value = this.#runtime.long(this.#heap, this.position);
    this.#advance();
    return Number.isNaN(value) ? this.#runtime.big : value;
  }

  int(): number {
    const value = this.#runtime.int(this.#heap, this.position);
    this.#advance();
    return value;
  }

  /** An index of a union's branch or of an enum's symbol. */
  index(count: number, what: 'union' | 'enum'): number {
    const at = this.position;
    const index = this.int();
    if (index >= 0 && index < count) return index;
    return what === 'union'
      ? this.#runtime.badBranch(at, index, count)
      : this.#runtime.badSymbol(at, index, count);
  }

  boolean(): boolean {
    const at = this.#take(1);
    const byte = this.#heap[at] ?? 0;
    return byte > 1 ? this.#runtime.badBoolean(at, byte) : byte === 1;
  }

  float(): number {
    return this.#words.getFloat32(this.#take(4), true);
  }

  double(): number {
    return this.#words.getFloat64(this.#take(8), true);
  }

  /** A view, valid until the heap changes. */
  fixed(size: number): Uint8Array {
    const at = this.#take(size);
    return this.#heap.subarray(at, at + size);
  }

  bytes(): Uint8Array {
    return this.fixed(this.#length());
  }

  text(): string {
    const length = this.#length();
    const at = this.#take(length);
    this.#runtime.checkText(at, length);
    return Buffer.from(this.#heap.buffer, at, length).toString('utf8');
  }

  /** Calls `item` for each item of an array or a map. */
  items(item: () => void): void {
    for (let count = this.#count(); count > 0; count = this.#count()) {
      for (; count > 0; count--) {
        const before = this.position;
        item();
        if (this.position === before && this.#freeItems-- === 0) {
          this.#runtime.fail(before, `more than ${maxFreeItems} items without bytes`);
        }
      }
    }
  }

  /** To be called around what may contain itself. */
  nested<T>(read: () => T): T {
    if (++this.#depth > maxDepth) this.#runtime.fail(this.position, 'values nested too deep');
    const value = read();
    this.#depth--;
    return value;
  }

  /** A negative count is followed by the size of its items in bytes. */
  #count(): number {
    const at = this.position;
    const count = Number(this.long());
    if (count < 0) this.long();
    if (!Number.isSafeInteger(count)) this.#runtime.fail(at, `a count of ${count} items`);
    return Math.abs(count);
  }

  #length(): number {
    const at = this.position;
    const length = Number(this.long());
    const left = this.#end - this.position;
    return length < 0 || length > left ? this.#runtime.badLength(at, length) : length;
  }

  /** The position before `size` bytes that are there. */
  #take(size: number): number {
    const at = this.position;
    if (size > this.#end - at) this.#runtime.pastEnd(at);
    this.position = at + size;
    return at;
  }

  #advance(): void {
    this.position = this.#runtime.position;
    if (this.position > this.#end) this.#runtime.pastEnd(this.position);
  }
}
