// Which blocks a file has and which rows they hold, from block headers and sync markers alone.
import type { ByteSource } from './byteSource';
import type { Container } from './container';
import { frameHeaderBytes, readFrameHeader, syncBytes, syncMarkerError } from './frameHeader';
import { bytesAtHand } from './readFrames';

/** How far a walk over the blocks has come. */
export interface WalkProgress {
  readonly blockCount: number;
  readonly rowCount: number;
  /** Offset reached in the file, whatever was skipped. */
  readonly offset: number;
  readonly bytesRead: number;
}

/** Options of a walk over the blocks. */
export interface WalkOptions {
  /** Called every few thousand blocks and at the end. */
  readonly onProgress?: ((progress: WalkProgress) => void) | undefined;
  /** Called with each block that holds rows, once its sync marker is found sound; false ends the walk. */
  readonly onBlock?: ((block: WalkedBlock) => unknown) | undefined;
}

/** One block as its header says. */
export interface WalkedBlock {
  readonly offset: number;
  readonly firstRow: number;
  readonly rowCount: number;
  /** Offset of what follows its sync marker. */
  readonly end: number;
}

const progressEvery = 4096;

/** Walks over all block headers. The first block that breaks the framing throws `avro.*`. */
export async function walkBlocks(
  container: Container,
  { onProgress, onBlock }: WalkOptions = {},
  signal?: AbortSignal,
): Promise<WalkProgress> {
  const { source, dataStart } = container;
  const window = new HoppingWindow(
    source,
    bytesAtHand(container, dataStart, source.size),
    dataStart,
  );
  let offset = dataStart;
  let rowCount = 0;
  let blockCount = 0;
  const progress = (): WalkProgress => {
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
      const end = sync + syncBytes;
      const block = { offset, firstRow: rowCount, rowCount: header.rowCount, end };
      if (onBlock?.(block) === false) break;
    }
    blockCount += header.rowCount > 0 ? 1 : 0;
    rowCount += header.rowCount;
    offset = sync + syncBytes;
    if (blockCount % progressEvery === 0) onProgress?.(progress());
  }
  onProgress?.(progress());
  return progress();
}

/** The exact number of rows. */
export async function countRows(container: Container, signal?: AbortSignal): Promise<number> {
  return (await walkBlocks(container, {}, signal)).rowCount;
}

/** The block that holds a row, found by walking there; undefined if the file has no such row. */
export async function findRow(
  container: Container,
  row: number,
  signal?: AbortSignal,
): Promise<WalkedBlock | undefined> {
  let found: WalkedBlock | undefined;
  const onBlock = (block: WalkedBlock) => {
    if (row < block.firstRow + block.rowCount) found = block;
    return found === undefined;
  };
  await walkBlocks(container, { onBlock }, signal);
  return found;
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
