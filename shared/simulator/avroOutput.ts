// Avro's binary encoding of values, written straight into bytes: no object per row.

const encoder = new TextEncoder();

/** A buffer that grows; each method appends one value in Avro's encoding. */
export class AvroOutput {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;

  constructor(capacity = 1 << 16) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#length;
  }

  /** What was written, as an array of its own. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  /** An int or a long within 2^53. */
  long(value: number): this {
    this.#reserve(10);
    if (value >= -0x40000000 && value < 0x40000000) {
      this.#varint(((value << 1) ^ (value >> 31)) >>> 0);
      return this;
    }
    // Zigzag without bit operations, which end at 32 bits; doubling stays exact up to 2^53.
    return this.bigLong(BigInt(value));
  }

  /** Any long. */
  bigLong(value: bigint): this {
    this.#reserve(10);
    let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
    while (rest > 0x7fn) {
      this.#bytes[this.#length++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.#bytes[this.#length++] = Number(rest);
    return this;
  }

  /** A timestamp: faster than bigLong for whole numbers from 0 to below 2^52. */
  unsigned(value: number): this {
    this.#reserve(10);
    let high = Math.floor(value / 0x4000000);
    let low = (value % 0x4000000) * 2;
    // 27 bits in `low`, the rest in `high`: seven bits leave at a time.
    for (;;) {
      const bits = low & 0x7f;
      low = (low >>> 7) | ((high & 0x7f) << 20);
      high = Math.floor(high / 128);
      if (low === 0 && high === 0) {
        this.#bytes[this.#length++] = bits;
        return this;
      }
      this.#bytes[this.#length++] = bits | 0x80;
    }
  }

  double(value: number): this {
    this.#reserve(8);
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
    return this;
  }

  boolean(value: boolean): this {
    return this.byte(value ? 1 : 0);
  }

  /** One byte as it is: small union branches and enum symbols in zigzag. */
  byte(value: number): this {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
    return this;
  }

  string(value: string): this {
    // Three bytes per UTF-16 unit is the most that UTF-8 takes.
    this.#reserve(value.length * 3 + 10);
    const text = encoder.encode(value);
    this.long(text.length);
    return this.raw(text);
  }

  /** Bytes that are encoded already. */
  raw(bytes: Uint8Array): this {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  #varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#length++] = rest;
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

/** A value of its own bytes: for values that are written again and again. */
export function encoded(write: (out: AvroOutput) => unknown): Uint8Array {
  const out = new AvroOutput(64);
  write(out);
  return out.take();
}
