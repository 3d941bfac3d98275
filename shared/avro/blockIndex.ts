// Where each block begins and which rows it holds, from block headers and sync markers alone.
import type { ByteSource } from './byteSource';
import type { Container } from './container';
import { frameHeaderBytes, readFrameHeader, syncBytes, syncMarkerError } from './frameHeader';
import { bytesAtHand } from './readFrames';

/** The blocks of one file that hold rows, in file order. */
export interface BlockIndex {
  readonly blockCount: number;
  /** Exact number of rows. */
  readonly rowCount: number;
  /** Offset of each block's header, and at `blockCount` the end of the last. */
  readonly offsets: Float64Array;
  /** Number of each block's first row, and at `blockCount` the number of rows. */
  readonly firstRows: Float64Array;
  /** What reading the index cost. */
  readonly bytesRead: number;
  /** The block that holds a row, by its place in the index; -1 if there is no such row. */
  blockOfRow(row: number): number;
}

/** How far a walk over the blocks has come. */
export interface IndexProgress {
  readonly blockCount: number;
  readonly rowCount: number;
  /** Offset reached in the file, whatever was skipped. */
  readonly offset: number;
  readonly bytesRead: number;
}

/** Options of a walk over the blocks. */
export interface IndexOptions {
  /** Called every few thousand blocks and at the end. */
  readonly onProgress?: ((progress: IndexProgress) => void) | undefined;
  /** Called with each block that holds rows, once its sync marker is found sound. */
  readonly onBlock?: ((block: IndexedBlock) => void) | undefined;
}

/** One block as its header says. */
export interface IndexedBlock {
  readonly offset: number;
  readonly firstRow: number;
  readonly rowCount: number;
  /** Offset of what follows its sync marker. */
  readonly end: number;
}

/** Walks over all block headers. The first block that breaks the framing throws `avro.*`. */
export async function indexBlocks(
  container: Container,
  options: IndexOptions = {},
  signal?: AbortSignal,
): Promise<BlockIndex> {
  const offsets = new GrowingArray();
  const firstRows = new GrowingArray();
  const end = await walkBlocks(container, options, signal, (offset, firstRow) => {
    offsets.push(offset);
    firstRows.push(firstRow);
    return true;
  });
  offsets.push(end.offset);
  firstRows.push(end.rowCount);
  return new FoundBlocks(offsets.trimmed(), firstRows.trimmed(), end.bytesRead);
}

/** The exact number of rows, without keeping an index. */
export async function countRows(
  container: Container,
  options: IndexOptions = {},
  signal?: AbortSignal,
): Promise<number> {
  return (await walkBlocks(container, options, signal, () => true)).rowCount;
}

/** The block that holds a row, found by walking there; undefined if the file has no such row. */
export async function findRow(
  container: Container,
  row: number,
  signal?: AbortSignal,
): Promise<{ readonly offset: number; readonly firstRow: number } | undefined> {
  let found: { offset: number; firstRow: number } | undefined;
  await walkBlocks(container, {}, signal, (offset, firstRow, rowCount) => {
    if (row < firstRow + rowCount) found = { offset, firstRow };
    return found === undefined;
  });
  return found;
}

class FoundBlocks implements BlockIndex {
  readonly blockCount: number;
  readonly rowCount: number;

  constructor(
    readonly offsets: Float64Array,
    readonly firstRows: Float64Array,
    readonly bytesRead: number,
  ) {
    this.blockCount = offsets.length - 1;
    this.rowCount = firstRows[this.blockCount] ?? 0;
  }

  blockOfRow(row: number): number {
    if (!(row >= 0 && row < this.rowCount)) return -1;
    let low = 0;
    let high = this.blockCount;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.firstRows[middle] ?? 0) <= row) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** Numbers in a row; plain arrays would box those beyond 2^31. */
class GrowingArray {
  #numbers = new Float64Array(64);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#numbers.length) {
      const grown = new Float64Array(this.#length * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.#length++] = value;
  }

  trimmed(): Float64Array {
    return this.#numbers.slice(0, this.#length);
  }
}

type Visit = (offset: number, firstRow: number, rowCount: number) => boolean;

const progressEvery = 4096;

/** Visits each block with rows until the visitor says no. */
async function walkBlocks(
  container: Container,
  { onProgress, onBlock }: IndexOptions,
  signal: AbortSignal | undefined,
  visit: Visit,
): Promise<IndexProgress> {
  const { source, dataStart } = container;
  const window = new HoppingWindow(
    source,
    bytesAtHand(container, dataStart, source.size),
    dataStart,
  );
  let offset = dataStart;
  let rowCount = 0;
  let blockCount = 0;
  const progress = (): IndexProgress => {
    return { blockCount, rowCount, offset, bytesRead: window.bytesRead };
  };
  while (offset < source.size) {
    signal?.throwIfAborted();
    const header = readFrameHeader(
      container,
      offset,
      await window.at(offset, frameHeaderBytes, signal),
    );
    const sync = offset + header.headerSize + header.dataSize;
    // The next block's header comes with the marker.
    const marker = await window.at(sync, syncBytes + frameHeaderBytes, signal);
    const wrong = syncMarkerError(container, { offset, sync }, marker);
    if (wrong) throw wrong;
    if (header.rowCount > 0) {
      onBlock?.({ offset, firstRow: rowCount, rowCount: header.rowCount, end: sync + syncBytes });
      if (!visit(offset, rowCount, header.rowCount)) break;
    }
    blockCount += header.rowCount > 0 ? 1 : 0;
    rowCount += header.rowCount;
    offset = sync + syncBytes;
    if (blockCount % progressEvery === 0) onProgress?.(progress());
  }
  onProgress?.(progress());
  return progress();
}

/** Below this distance between two blocks, reading what lies between costs less than another read. */
const nearBlocks = 16_384;
const windowBytes = 1 << 18;

/** Reads a few bytes here and there: single pieces where they lie far apart, chunks where they are near. */
class HoppingWindow {
  #bytes: Uint8Array;
  #start: number;
  #lastRead: number;
  bytesRead = 0;

  constructor(
    readonly source: ByteSource,
    bytes: Uint8Array,
    start: number,
  ) {
    this.#bytes = bytes;
    this.#start = start;
    this.#lastRead = start;
  }

  /** `count` bytes at `offset`; fewer at the end of the file. */
  async at(offset: number, count: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const end = Math.min(offset + count, this.source.size);
    const from = offset - this.#start;
    if (from < 0 || end > this.#start + this.#bytes.length) {
      const near = offset - this.#lastRead < nearBlocks;
      const until = near ? Math.min(offset + windowBytes, this.source.size) : end;
      this.#bytes = await this.source.read(offset, until, signal);
      this.#start = offset;
      this.bytesRead += this.#bytes.length;
    }
    this.#lastRead = offset;
    return this.#bytes.subarray(offset - this.#start, end - this.#start);
  }
}
