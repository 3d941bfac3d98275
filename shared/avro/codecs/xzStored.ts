// An xz container whose LZMA2 chunks hold their bytes as they are: valid for every reader, no smaller than its content.
import { crc32 } from 'node:zlib';

const streamMagic = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00);
/** No flags but the kind of check: CRC-32. */
const streamFlags = Uint8Array.of(0x00, 0x01);
/** One filter, LZMA2, with a dictionary of 64 KB; eight bytes with its own size, padded. */
const blockHeader = Uint8Array.of(0x02, 0x00, 0x21, 0x01, 0x08, 0x00, 0x00, 0x00);
const maxChunk = 65_536;

/** Wraps the bytes into one stream with one block. */
export function xzStored(bytes: Uint8Array): Uint8Array {
  const data = chunks(bytes);
  const block = [blockHeader, checkOf(blockHeader), ...data];
  const blockBytes = sizeOf(block);
  const unpadded = blockBytes + 4;
  const index = withCheck(indexOf(unpadded, bytes.length));
  const backward = Buffer.alloc(4);
  backward.writeUInt32LE(index.length / 4 - 1);
  const footer = Buffer.concat([backward, streamFlags]);
  return Buffer.concat([
    streamMagic,
    streamFlags,
    checkOf(streamFlags),
    ...block,
    padding(blockBytes),
    checkOf(bytes),
    index,
    checkOf(footer),
    footer,
    Buffer.from('YZ'),
  ]);
}

/** LZMA2 chunks of stored bytes; the first resets the dictionary, a zero ends them. */
function chunks(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += maxChunk) {
    const part = bytes.subarray(start, start + maxChunk);
    const size = part.length - 1;
    parts.push(Uint8Array.of(start === 0 ? 1 : 2, size >>> 8, size & 0xff), part);
  }
  parts.push(Uint8Array.of(0));
  return parts;
}

/** One record: the block's size without padding, and what it unpacks to. */
function indexOf(unpadded: number, uncompressed: number): Uint8Array {
  const fields = [Uint8Array.of(0, 1), varint(unpadded), varint(uncompressed)];
  return Buffer.concat([...fields, padding(sizeOf(fields))]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Uint8Array.from([...bytes, rest]);
}

function padding(size: number): Uint8Array {
  return new Uint8Array((4 - (size % 4)) % 4);
}

function withCheck(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([bytes, checkOf(bytes)]);
}

function checkOf(bytes: Uint8Array): Uint8Array {
  const check = Buffer.alloc(4);
  check.writeUInt32LE(crc32(bytes));
  return check;
}

function sizeOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
