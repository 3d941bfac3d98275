// What compiled decoders stand on: the bytes of one block, a position, and the readers that are too long to compile in.
// Every read checks its bounds: bytes come from anywhere.
import { isUtf8 } from 'node:buffer';

import type { TextCache } from './textCache';

/** Bytes that are no value of their type. */
export class ValueError extends Error {
  override readonly name = 'ValueError';
  constructor(
    message: string,
    /** Index in the block's bytes. */
    readonly position: number,
  ) {
    super(message);
  }
}

/** Text is cut out of windows of this size, so that a string that lives on keeps no more than this in memory. */
const windowBytes = 32768;
/** Values without any bytes (null, empty records) in arrays and maps of one batch. */
const maxFreeItems = 1 << 20;
/** Records in records: deeper than any data, shallower than the stack. */
const maxDepth = 500;
const highBits = 0x80808080 | 0;

/** A position in the bytes of a block. */
export class Cursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly end: number;
  position = 0;
  /** Rows of the present batch that are decoded. */
  row = 0;
  readonly #buffer: Buffer;
  #window = '';
  #windowStart = 0;
  #windowEnd = 0;
  #freeItems = maxFreeItems;

  constructor(
    { buffer, byteOffset, length }: Uint8Array,
    readonly texts: TextCache,
  ) {
    // A Buffer's slice would share memory.
    this.bytes = new Uint8Array(buffer, byteOffset, length);
    this.view = new DataView(buffer, byteOffset, length);
    this.#buffer = Buffer.from(buffer, byteOffset, length);
    this.end = length;
  }

  /** Begins a batch of rows. */
  begin(): void {
    this.row = 0;
    this.#freeItems = maxFreeItems;
  }

  /** The text of `length` bytes at `start`, which the caller knows to be there. */
  text(start: number, length: number): string {
    if (length === 0) return '';
    const end = start + length;
    if (!this.#isAscii(start, end)) {
      return this.texts.find(this.view, start, length) ?? this.#utf8(start, end);
    }
    if (start < this.#windowStart || end > this.#windowEnd) {
      if (length > windowBytes) return this.#buffer.toString('latin1', start, end);
      this.#windowStart = start;
      this.#windowEnd = Math.min(start + windowBytes, this.end);
      this.#window = this.#buffer.toString('latin1', start, this.#windowEnd);
    }
    return this.#window.substring(start - this.#windowStart, end - this.#windowStart);
  }

  /** The long at the position: a number where that is exact. Up to eight bytes are taken apart as two words. */
  long(): number | bigint {
    const { position, view } = this;
    if (this.end - position < 8) return this.#longByByte();
    const first = view.getInt32(position, true);
    const firstBits = bitsToStop(first);
    if (firstBits !== 0) {
      this.position = position + (firstBits >>> 3);
      const value = withoutFlags(first & (-1 >>> (32 - firstBits)));
      return (value >>> 1) ^ -(value & 1);
    }
    const second = view.getInt32(position + 4, true);
    const secondBits = bitsToStop(second);
    const high = secondBits === 0 ? 0 : withoutFlags(second & (-1 >>> (32 - secondBits)));
    // Longer than eight bytes, or beyond the 53 bits that a number holds exactly.
    if (secondBits === 0 || high >= 0x2000000) return this.#longByByte();
    this.position = position + 4 + (secondBits >>> 3);
    const low = withoutFlags(first);
    const half = high * 0x8000000 + (low >>> 1);
    return low & 1 ? -half - 1 : half;
  }

  /** The int at the position. */
  int(): number {
    const start = this.position;
    const value = this.long();
    if (typeof value !== 'number' || value !== (value | 0)) {
      throw new ValueError(`${value} is no 32-bit int`, start);
    }
    return value;
  }

  /** A length, a branch or a symbol's index at the position: not negative. */
  size(): number {
    const start = this.position;
    const value = this.long();
    if (typeof value !== 'number' || value < 0) {
      throw new ValueError(`${value} is no length or index`, start);
    }
    return value;
  }

  /** How many items of an array or map follow at the position; 0 ends it. `least` are the bytes of one item. */
  items(least: number): number {
    const start = this.position;
    let count = this.long();
    if (count < 0) {
      // A negative count is followed by the bytes that the items take, for readers that skip them.
      count = -count;
      this.size();
    }
    if (least === 0) {
      this.spend(Number(count), start);
    } else if (count > (this.end - this.position) / least) {
      const left = this.end - this.position;
      throw new ValueError(`${count} items, but the block has ${left} bytes left`, start);
    }
    return Number(count);
  }

  /** Counts values that take no bytes, of which any number would fit. */
  spend(count: number, position: number): void {
    this.#freeItems -= count;
    if (this.#freeItems >= 0) return;
    const text = `more than ${maxFreeItems} values that take no bytes in one batch of rows`;
    throw new ValueError(text, position);
  }

  /** The bytes end before the value at `position` does. */
  short(position: number): never {
    throw new ValueError('the block ends inside a value', Math.min(position, this.end));
  }

  /** A branch or symbol that the schema does not have. */
  outside(position: number, index: number, allowed: number, what: string): never {
    throw new ValueError(`${what} ${index}, but the schema has ${allowed}`, position);
  }

  /** A boolean that is neither 0 nor 1. */
  notBoolean(position: number): never {
    throw new ValueError(`boolean ${this.bytes[position] ?? ''}, allowed are 0 and 1`, position);
  }

  /** Refuses records that hold themselves without end. */
  enter(depth: number): void {
    if (depth <= maxDepth) return;
    throw new ValueError(`records lie in each other more than ${maxDepth} deep`, this.position);
  }

  #byte(start: number): number {
    const byte = this.position < this.end ? this.bytes[this.position++] : undefined;
    return byte ?? this.short(start);
  }

  #longByByte(): number | bigint {
    const start = this.position;
    let bits = 0n;
    for (let index = 0; index < 10; index++) {
      const byte = this.#byte(start);
      bits |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte >= 0x80) continue;
      if (bits >> 64n !== 0n) break;
      const long = (bits >> 1n) ^ -(bits & 1n);
      const number = Number(long);
      return Number.isSafeInteger(number) ? number : long;
    }
    throw new ValueError('a number of more than 64 bits', start);
  }

  /** Looks at four bytes at a time, the last four maybe twice. */
  #isAscii(start: number, end: number): boolean {
    const view = this.view;
    const length = end - start;
    let bits = 0;
    if (length >= 4) {
      for (let index = start; index < end - 4; index += 4) bits |= view.getInt32(index, true);
      bits |= view.getInt32(end - 4, true);
    } else if (start + 4 <= this.end) {
      // What follows the text is masked out.
      bits = view.getInt32(start, true) & (-1 >>> (32 - 8 * length));
    } else {
      for (let index = start; index < end; index++) bits |= view.getUint8(index);
    }
    return (bits & highBits) === 0;
  }

  /** Node puts U+FFFD in place of what is no UTF-8; only where one stands the bytes are looked at again. */
  #utf8(start: number, end: number): string {
    const text = this.#buffer.toString('utf8', start, end);
    if (text.includes('\ufffd') && !isUtf8(this.bytes.subarray(start, end))) {
      throw new ValueError('text that is no UTF-8', start);
    }
    this.texts.keep(this.view, start, text, end - start);
    return text;
  }
}

/** Bits up to the end of the first byte whose highest bit is not set, or 0 if there is none. */
function bitsToStop(word: number): number {
  const stops = ~word & highBits;
  return stops === 0 ? 0 : 32 - Math.clz32(stops & -stops);
}

/** The low seven bits of each of four bytes, the first byte's lowest. */
function withoutFlags(word: number): number {
  return (
    (word & 0x7f) | ((word >>> 1) & 0x3f80) | ((word >>> 2) & 0x1fc000) | ((word >>> 3) & 0xfe00000)
  );
}
