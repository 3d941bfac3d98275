import { crc32 } from 'node:zlib';

import { compress } from 'snappyjs';

import type { Codec, InflateLimit } from '../codec';
import { ChecksumError } from '../codec';
import { snappyUncompress } from './snappyUncompress';

/** A raw snappy block, then the big-endian CRC-32 of the bytes it holds. */
export const snappyCodec: Codec = {
  name: 'snappy',
  inflateSync: inflate,
  inflate: async (packed, limit) => inflate(packed, limit),
  deflate: bytes => {
    const packed = compress(new Uint8Array(bytes));
    const whole = Buffer.alloc(packed.length + 4);
    whole.set(packed);
    whole.writeUInt32BE(crc32(bytes), packed.length);
    return whole;
  },
};

function inflate(packed: Uint8Array, limit: InflateLimit): Uint8Array {
  const end = packed.length - 4;
  if (end < 1) throw new Error('there is no room for a length and the checksum');
  const bytes = snappyUncompress(packed.subarray(0, end), limit.maxBytes);
  const expected = new DataView(packed.buffer, packed.byteOffset + end, 4).getUint32(0);
  const found = crc32(bytes);
  if (found !== expected) {
    throw new ChecksumError(`its CRC-32 is ${hex(found)}, written was ${hex(expected)}`);
  }
  return bytes;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
