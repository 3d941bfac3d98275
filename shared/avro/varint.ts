// Avro's variable-length zigzag longs, for headers and framing; rows have their own compiled reader.

/** A long and where the bytes after it begin. */
export interface ReadLong {
  readonly value: bigint;
  readonly end: number;
}

/** Ten groups of seven bits hold any 64-bit number. */
export const maxLongBytes = 10;

/**
 * The long at `start`. `short` means that the bytes end before it does, `overlong` that it has more
 * than 64 bits.
 */
export function readLong(
  bytes: Uint8Array,
  start: number,
  limit = bytes.length,
): ReadLong | 'short' | 'overlong' {
  let bits = 0n;
  for (let index = 0; index < maxLongBytes; index++) {
    const byte = start + index < limit ? bytes[start + index] : undefined;
    if (byte === undefined) return 'short';
    bits |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) {
      if (bits >> 64n !== 0n) return 'overlong';
      return { value: (bits >> 1n) ^ -(bits & 1n), end: start + index + 1 };
    }
  }
  return 'overlong';
}

/** The bytes of a long. */
export function longBytes(value: number | bigint): Uint8Array {
  const long = BigInt.asIntN(64, BigInt(value));
  let bits = BigInt.asUintN(64, (long << 1n) ^ (long >> 63n));
  const bytes: number[] = [];
  while (bits > 0x7fn) {
    bytes.push(Number(bits & 0x7fn) | 0x80);
    bits >>= 7n;
  }
  bytes.push(Number(bits));
  return Uint8Array.from(bytes);
}
