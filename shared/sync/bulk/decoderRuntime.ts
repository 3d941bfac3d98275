// What the generated row decoder calls for everything but the common case: long varints, texts that
// are not ASCII, nested values, and every error. One runtime serves one decoder.
import { isUtf8 } from 'node:buffer';

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

const highBits = 0x80808080 | 0;
/** What to look at of the word that holds the last 0, 1, 2 or 3 bytes of a text. */
const tailBits = [0, 0x80, 0x8080, 0x808080];

/** Two limbs of 28 bits and one of 8 hold the 64 bits of a varint's ten bytes. */
const limb = 268435456;

export class DecoderRuntime {
  /** Where the value ended that the last call read. */
  position = 0;
  /** The value of the last `long` that returned NaN: one beyond 2^53. */
  big = 0n;
  /** Offset of the block's first byte in the heap. */
  start = 0;
  row = 0;

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

  /** A length at `at` that does not fit two bytes. */
  length(heap: Uint8Array, at: number): number {
    const value = this.long(heap, at);
    return Number.isNaN(value) ? Number.MAX_SAFE_INTEGER : value;
  }

  #safeOrNaN(): number {
    const value = Number(this.big);
    return Number.isSafeInteger(value) ? value : Number.NaN;
  }

  /** Throws for a text that is not UTF-8. `words` views the same memory as `heap`. */
  checkText(heap: Uint8Array, words: DataView, start: number, length: number): void {
    const end = start + length;
    const lastWord = end - 3;
    let p = start;
    let bits = 0;
    for (; p < lastWord; p += 4) bits |= words.getInt32(p, true);
    // The block is followed by spare bytes: the last word may be read beyond the text.
    if (p < end) bits |= words.getInt32(p, true) & (tailBits[end - p] ?? highBits);
    if ((bits & highBits) !== 0 && !isText(heap, start, end)) {
      this.fail(start, 'a string is not UTF-8');
    }
  }

  /** A length that is negative or reaches past the block's end. */
  badLength(at: number, length: number, end: number): never {
    return this.fail(
      at,
      length < 0
        ? `a length is negative: ${length}`
        : `a length of ${length} reaches past the end of the block, ${Math.max(0, end - at)} bytes are left`,
    );
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
    throw new BadValue(message, { row: this.row, byte: at - this.start });
  }
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
