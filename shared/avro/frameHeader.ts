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
  const fail: Fail = (code, at, text) =>
    avroError(code, { file: source.name, block: offset, byte: offset + at }, text);
  const count = longAt(bytes, 0, { what: 'row count', most: maxBlockRows, fail });
  const size = longAt(bytes, count.end, { what: 'size in bytes', most: maxBlockBytes, fail });
  const missing = offset + size.end + size.value + syncBytes - fileSize;
  if (missing > 0) {
    const text = `it says that it has ${size.value} bytes, but the file ends ${missing} bytes before its end: the file is truncated, or this number is damaged`;
    throw fail('avro.truncated', count.end, text);
  }
  return { rowCount: count.value, dataSize: size.value, headerSize: size.end };
}

type Fail = (code: AvroErrorCode, at: number, text: string) => DataSyncError;

/** A long from 0 to `most` and where it ends. */
function longAt(
  bytes: Uint8Array,
  start: number,
  { what, most, fail }: { readonly what: string; readonly most: number; readonly fail: Fail },
): { readonly value: number; readonly end: number } {
  const long = readLong(bytes, start);
  if (long === 'short') {
    throw fail('avro.truncated', bytes.length, `the file ends in its ${what}`);
  }
  if (long === 'overlong') throw fail('avro.bad-block', start, `its ${what} is no 64-bit number`);
  if (long.value < 0n || long.value > most) {
    const text = `its ${what} is ${long.value}, allowed are 0 to ${most}`;
    throw fail('avro.bad-block', start, text);
  }
  return { value: Number(long.value), end: long.end };
}

/** What is wrong with `bytes` as the sync marker, `sync` bytes into the file, of the block at `offset`. */
export function syncMarkerError(
  { source, syncMarker }: Container,
  { offset, sync }: { readonly offset: number; readonly sync: number },
  bytes: Uint8Array,
): DataSyncError | undefined {
  let same = 0;
  while (same < syncBytes && bytes[same] === syncMarker[same]) same++;
  if (same === syncBytes) return undefined;
  const text =
    'the sync marker after it is not that of the header: the block, or the size it says, is damaged';
  const place = { file: source.name, block: offset, byte: sync + same };
  return avroError('avro.bad-sync-marker', place, text);
}
