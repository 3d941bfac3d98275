// The two longs before every block, and what they may say.
import type { DataSyncError } from '../errors';
import type { AvroErrorCode } from './avroError';
import { avroError } from './avroError';
import type { Container } from './container';
import { maxLongBytes, readLong } from './varint';

/** What the bytes before a block's own say. */
export interface FrameHeader {
  readonly rowCount: number;
  /** Packed bytes between this header and the sync marker. */
  readonly dataSize: number;
  /** Bytes of this header itself. */
  readonly headerSize: number;
}

/** The most bytes a header of a block takes. */
export const frameHeaderBytes = 2 * maxLongBytes;
/** A sync marker's bytes. */
export const syncBytes = 16;
/** Most bytes of one block, packed or inflated: writers make blocks of KBs to a few MBs. */
export const maxBlockBytes = 2 ** 30;
/** Most rows of one block: rows without any bytes exist, so the size alone gives no bound. */
const maxBlockRows = 2 ** 31;

/** Reads the header of the block at `offset` from the bytes there; impossible numbers throw before anything is allocated. */
export function readFrameHeader(
  container: Container,
  offset: number,
  bytes: Uint8Array,
  fileSize = container.source.size,
): FrameHeader {
  const { source } = container;
  const fail = (code: AvroErrorCode, at: number, text: string): DataSyncError =>
    avroError(code, { file: source.name, block: offset, byte: offset + at }, text);
  const count = readLong(bytes, 0);
  if (count === 'short')
    throw fail('avro.truncated', bytes.length, 'the file ends in its row count');
  if (count === 'overlong') throw fail('avro.bad-block', 0, 'its row count is no 64-bit number');
  if (count.value < 0n || count.value > maxBlockRows) {
    throw fail(
      'avro.bad-block',
      0,
      `its row count is ${count.value}, allowed are 0 to ${maxBlockRows}`,
    );
  }
  const size = readLong(bytes, count.end);
  if (size === 'short') throw fail('avro.truncated', bytes.length, 'the file ends in its size');
  if (size === 'overlong') throw fail('avro.bad-block', count.end, 'its size is no 64-bit number');
  if (size.value < 0n || size.value > maxBlockBytes) {
    throw fail(
      'avro.bad-block',
      count.end,
      `its size is ${size.value} bytes, allowed are 0 to ${maxBlockBytes}`,
    );
  }
  const header = {
    rowCount: Number(count.value),
    dataSize: Number(size.value),
    headerSize: size.end,
  };
  const missing = offset + header.headerSize + header.dataSize + syncBytes - fileSize;
  if (missing > 0) {
    const text = `it says that it has ${header.dataSize} bytes, but the file ends ${missing} bytes before its end: the file is truncated, or this number is damaged`;
    throw fail('avro.truncated', count.end, text);
  }
  return header;
}

/** Index of the first byte of `bytes` from `start` on that differs from the sync marker, or -1. */
export function markerDifference(bytes: Uint8Array, start: number, marker: Uint8Array): number {
  for (let index = 0; index < marker.length; index++) {
    if (bytes[start + index] !== marker[index]) return start + index;
  }
  return -1;
}

/** The error of a sync marker that differs at `byte` of the file. */
export function badSyncMarker(container: Container, offset: number, byte: number): DataSyncError {
  const text =
    'the sync marker after it is not that of the header: the block, or the size it says, is damaged';
  const place = { file: container.source.name, block: offset, byte };
  return avroError('avro.bad-sync-marker', place, text);
}
