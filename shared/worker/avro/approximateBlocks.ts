// Blocks where counting has not come yet: found by their sync markers near the place where a row should lie.
import { frameHeaderBytes, readFrameHeader, syncBytes } from '../../avro/frameHeader';
import type { IndexEntry } from './growingIndex';
import { isDamage, type PreviewFile } from './previewFile';

/** Blocks that follow each other; unless exact, the number of the first row is an estimate, and the rest follows from it. */
interface Stretch {
  readonly firstRow: number;
  readonly exact: boolean;
  readonly entries: IndexEntry[];
  endRow: number;
  endOffset: number;
}

interface FoundBlocks {
  readonly entries: readonly IndexEntry[];
  readonly exact: boolean;
}

/** A stretch is carried on as long as rows are asked for so near behind it. */
const nearRows = 4096;
const keptStretches = 8;
const searchBytes = 1 << 17;
const mostSearchBytes = 1 << 26;

/** Finds blocks by estimate, the same for the same rows as long as nobody jumps far away. */
export class ApproximateBlocks {
  #stretches: Stretch[] = [];

  constructor(readonly file: PreviewFile) {}

  /** The blocks that hold these rows, as far as there are any; exact where they lie near what is counted. */
  async find(start: number, end: number, signal?: AbortSignal): Promise<FoundBlocks> {
    const stretch = await this.#stretchFor(start, signal);
    while (stretch.endRow < end) {
      signal?.throwIfAborted();
      if (!(await this.#extend(stretch, signal))) break;
    }
    const entries = stretch.entries.filter(
      ({ firstRow, rowCount }) => firstRow + rowCount > start && firstRow < end,
    );
    return { entries, exact: stretch.exact };
  }

  async #stretchFor(row: number, signal: AbortSignal | undefined): Promise<Stretch> {
    const known = this.#stretches.find(
      ({ firstRow, endRow }) => row >= firstRow && row < endRow + nearRows,
    );
    if (known) return known;
    const stretch = await this.#begin(row, signal);
    this.#stretches = [stretch, ...this.#stretches.slice(0, keptStretches - 1)];
    return stretch;
  }

  async #begin(row: number, signal: AbortSignal | undefined): Promise<Stretch> {
    const { rowCount, offset } = this.file.state;
    if (row >= rowCount && row < rowCount + nearRows) {
      return { firstRow: rowCount, exact: true, entries: [], endRow: rowCount, endOffset: offset };
    }
    const endOffset = await this.#blockNear(row, signal);
    return { firstRow: row, exact: false, entries: [], endRow: row, endOffset };
  }

  /** Offset of the first block behind the place where the row should lie; near the end, the last block. */
  async #blockNear(row: number, signal: AbortSignal | undefined): Promise<number> {
    const { container, state } = this.file;
    const { dataStart, source } = container;
    const share = Math.min(1, row / Math.max(1, state.estimate));
    const wanted = dataStart + Math.floor((source.size - dataStart) * share);
    for (let before = 0; before <= mostSearchBytes; before = Math.max(searchBytes, before * 4)) {
      const from = Math.max(dataStart - syncBytes, wanted - before);
      const found = await this.#markerAfter(from, signal);
      if (found !== undefined) return found;
      if (from <= dataStart) break;
    }
    return dataStart;
  }

  /** Offset of what follows the first sync marker from there on, unless that is the end of the file. */
  async #markerAfter(from: number, signal: AbortSignal | undefined): Promise<number | undefined> {
    const { source, syncMarker } = this.file.container;
    for (
      let start = from, size = searchBytes;
      start < source.size;
      size = Math.min(size * 2, 1 << 22)
    ) {
      const bytes = await source.read(start, Math.min(start + size, source.size), signal);
      const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      const found = view.indexOf(syncMarker);
      const end = start + found + syncBytes;
      if (found !== -1) return end < source.size ? end : undefined;
      if (start + bytes.length >= source.size) return undefined;
      // A marker may straddle two pieces.
      start += bytes.length - syncBytes + 1;
    }
    return undefined;
  }

  /** Adds the next block; false at the end of the file, or of what can be read. */
  async #extend(stretch: Stretch, signal: AbortSignal | undefined): Promise<boolean> {
    const { container } = this.file;
    const offset = stretch.endOffset;
    if (offset >= container.source.size) return false;
    const until = Math.min(offset + frameHeaderBytes, container.source.size);
    const bytes = await container.source.read(offset, until, signal);
    try {
      const { rowCount, dataSize, headerSize } = readFrameHeader(container, offset, bytes);
      const end = offset + headerSize + dataSize + syncBytes;
      const firstRow = stretch.endRow;
      if (rowCount > 0) stretch.entries.push({ offset, end, firstRow, rowCount, lost: undefined });
      stretch.endRow += rowCount;
      stretch.endOffset = end;
      return true;
    } catch (error) {
      if (!isDamage(error)) throw error;
      return false;
    }
  }
}
