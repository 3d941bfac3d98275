// What the generated row decoder calls for everything but the common case: long varints, texts that
// are not ASCII, nested values, and every error. One runtime serves one decoder.
import { isUtf8 } from 'node:buffer';

import { failures } from './wasmImports';

/** Where the generated code stands, for messages; byte offsets count from the block's first byte. */
export interface DecodePlace {
  readonly row: number;
  readonly byte: number;
}

/** A value that cannot be; the loader adds file and block. */
export class BadValue extends Error {
  constructor(
    message: string,
    readonly place: DecodePlace,
  ) {
    super(message);
  }
}

/** Two limbs of 28 bits and one of 8 hold the 64 bits of a varint's ten bytes. */
const limb = 268435456;

export class DecoderRuntime {
  /** Where the value ended that the last call read. */
  position = 0;
  /** The value of the last `long` that returned NaN: one beyond 2^53. */
  big = 0n;
  /** Offset of the block's first byte in the heap. */
  start = 0;
  /** The row that is being decoded. */
  row: { readonly value: unknown } = { value: 0 };
  readonly #heapOf: () => Uint8Array;
  #heap: Uint8Array = new Uint8Array(0);

  constructor(heapOf: () => Uint8Array) {
    this.#heapOf = heapOf;
  }

  /** A zigzag varint at `at` of any length; NaN when the number is not safe, and then `big` holds it. */
  long(heap: Uint8Array, at: number): number {
    let p = at;
    let low = 0;
    let middle = 0;
    let high = 0;
    let byte: number;
    let shift = 0;
    do {
      byte = heap[p++] ?? this.fail(p, 'a number runs past the end of the block');
      const bits = byte & 127;
      if (shift < 28) low |= bits << shift;
      else if (shift < 56) middle |= bits << (shift - 28);
      else high |= bits << (shift - 56);
      shift += 7;
    } while (byte > 127 && shift < 70);
    if (byte > 127 || high > 255) this.fail(at, 'a number has more than 64 bits');
    this.position = p;
    if (high === 0 && middle < 33554432) {
      const zigzag = middle * limb + low;
      return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
    }
    const zigzag = (BigInt(high) << 56n) | (BigInt(middle) << 28n) | BigInt(low);
    this.big = (zigzag >> 1n) ^ -(zigzag & 1n);
    return this.#safeOrNaN();
  }

  /** The same for Avro's int, which has 32 bits. */
  int(heap: Uint8Array, at: number): number {
    const value = this.long(heap, at);
    if (value !== (value | 0)) this.fail(at, 'an int has more than 32 bits');
    return value;
  }

  #safeOrNaN(): number {
    const value = Number(this.big);
    return Number.isSafeInteger(value) ? value : Number.NaN;
  }

  /** Throws for a text that is not UTF-8. */
  checkText(start: number, length: number): void {
    // A view of memory that has grown since has no length.
    if (this.#heap.length === 0) this.#heap = this.#heapOf();
    if (!isText(this.#heap, start, start + length)) this.fail(start, 'a string is not UTF-8');
  }

  /** What the generated code found, see `failures`. */
  report(failure: number, at: number, value: bigint): never {
    switch (failure) {
      case failures.boolean:
        return this.badBoolean(at, Number(value));
      case failures.branch:
        return this.fail(at, `there is no branch ${value} in the union`);
      case failures.symbol:
        return this.fail(at, `there is no symbol ${value} in the enum`);
      case failures.length:
        return this.fail(at, lengthText(value));
      case failures.long:
        return this.fail(at, 'a number has more than 64 bits');
      case failures.int:
        return this.fail(at, 'an int has more than 32 bits');
      default:
        return this.pastEnd(at);
    }
  }

  /** A length that is negative or reaches past the block's end. */
  badLength(at: number, length: number): never {
    return this.fail(at, lengthText(length));
  }

  badBranch(at: number, branch: number, branches: number): never {
    return this.fail(at, `branch ${branch} of a union of ${branches}`);
  }

  badSymbol(at: number, index: number, symbols: number): never {
    return this.fail(at, `symbol ${index} of an enum of ${symbols}`);
  }

  badBoolean(at: number, value: number): never {
    return this.fail(at, `a boolean is ${value}, allowed are 0 and 1`);
  }

  pastEnd(at: number): never {
    return this.fail(at, 'the row runs past the end of the block');
  }

  fail(at: number, message: string): never {
    throw new BadValue(message, { row: Number(this.row.value), byte: at - this.start });
  }
}

function lengthText(length: number | bigint): string {
  return length < 0
    ? `a length is negative: ${length}`
    : `a length of ${length} reaches past the end of the block`;
}

/** Calling into Node costs more than looking at a short text byte by byte. */
const shortText = 256;

function isText(heap: Uint8Array, start: number, end: number): boolean {
  return end - start > shortText
    ? isUtf8(heap.subarray(start, end))
    : isShortText(heap, start, end);
}

function isShortText(heap: Uint8Array, start: number, end: number): boolean {
  let p = start;
  while (p < end) {
    const byte = heap[p++] ?? 0;
    if (byte < 0x80) continue;
    const more = continuationBytes(byte);
    if (more === 0 || end - p < more) return false;
    const second = heap[p] ?? 0;
    if (!isSecondByte(byte, second)) return false;
    for (let i = 1; i < more; i++) if (((heap[p + i] ?? 0) & 0xc0) !== 0x80) return false;
    p += more;
  }
  return true;
}

/** 0 for a byte that cannot start a character. */
function continuationBytes(first: number): number {
  if (first < 0xc2) return 0;
  if (first < 0xe0) return 1;
  if (first < 0xf0) return 2;
  return first < 0xf5 ? 3 : 0;
}

/** Overlong forms, surrogates and code points beyond U+10FFFF show in the second byte. */
function isSecondByte(first: number, second: number): boolean {
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  return second >= low && second <= high;
}
