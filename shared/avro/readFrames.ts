// Blocks as they lie in the file, packed: their framing is checked, their bytes are not looked into.
import { ChunkReader } from './chunkReader';
import type { Container } from './container';
import { frameHeaderBytes, readFrameHeader, syncBytes, syncMarkerError } from './frameHeader';

/** One block as it lies in the file. */
export interface Frame {
  /** Offset of the block's header in the file. */
  readonly offset: number;
  /** Offset of its packed bytes. */
  readonly dataStart: number;
  readonly rowCount: number;
  /** Packed bytes, a view into a larger chunk. */
  readonly packed: Uint8Array;
}

/** Which part of the file to read. */
export interface FrameOptions {
  /** Offset of the first block; default is the first of the file. */
  readonly start?: number | undefined;
  /** Offset of a block that is not read any more; default is the end of the file. */
  readonly end?: number | undefined;
}

/** The blocks from `start` to `end` in file order. The first that breaks the framing throws `avro.*`. */
export async function* readFrames(
  container: Container,
  { start = container.dataStart, end = container.source.size }: FrameOptions = {},
  signal?: AbortSignal,
): AsyncGenerator<Frame, void, undefined> {
  const first = bytesAtHand(container, start, end);
  const reader = new ChunkReader(container.source, { start, end, first }, signal);
  try {
    for (let offset = start; offset < end;) {
      signal?.throwIfAborted();
      const header = readFrameHeader(container, offset, await reader.peek(frameHeaderBytes));
      const { headerSize, dataSize, rowCount } = header;
      const dataEnd = headerSize + dataSize;
      const bytes = await reader.take(dataEnd + syncBytes);
      const place = { offset, sync: offset + dataEnd };
      const wrong = syncMarkerError(container, place, bytes.subarray(dataEnd));
      if (wrong) throw wrong;
      const packed = bytes.subarray(headerSize, dataEnd);
      yield { offset, dataStart: offset + headerSize, rowCount, packed };
      offset += bytes.length;
    }
  } finally {
    await reader.settle();
  }
}

/** What came along with the header of the range from `start` to `end`. */
export function bytesAtHand(container: Container, start: number, end: number): Uint8Array {
  const { dataStart, firstBytes } = container;
  const from = start - dataStart;
  if (from < 0 || from >= firstBytes.length) return new Uint8Array(0);
  return firstBytes.subarray(from, Math.max(from, end - dataStart));
}
