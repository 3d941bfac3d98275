// One file that is being looked at: its header, the index that grows in the background, and blocks read lately.
import type { ByteSource } from '../../avro/byteSource';
import { openContainer, type Container } from '../../avro/container';
import { syncBytes } from '../../avro/frameHeader';
import { readBlocks, type Block } from '../../avro/readBlocks';
import { walkBlocks, type WalkedBlock } from '../../avro/walkBlocks';
import { isLost, salvageFrom, type LostRange } from '../../avro/salvage';
import { DataSyncError } from '../../errors';
import type { FileState, LostPart } from '../../protocol/avroPreview';
import { LruMap } from '../../util/lruMap';
import { GrowingIndex } from './growingIndex';
import { columnsOf, type TypedColumn } from './previewColumns';

/** Unpacked blocks that are kept: what a user scrolls to and fro over. */
const keptBlockBytes = 48 << 20;

/** A file in a bucket that is read as a whole without a question. */
const cheapBytes = 4 << 20;
/** What comes along with the header of a block. */
const bytesOfHeader = 1 << 16;

/** An open file. The one who opens it counts it, once. */
export class PreviewFile {
  readonly index = new GrowingIndex();
  readonly columns: readonly TypedColumn[];
  readonly #reading: CountingSource;
  readonly #blocks = new LruMap<number, Block>(
    keptBlockBytes,
    undefined,
    ({ bytes }) => bytes.length,
  );
  #counted = false;
  #offset: number;
  #counting: Promise<void> | undefined;
  readonly #watchers = new Set<() => void>();

  private constructor(
    readonly container: Container,
    source: CountingSource,
    /** Rows that somebody else says there are. */
    readonly expectedRows: number | undefined,
  ) {
    this.#reading = source;
    this.#offset = container.dataStart;
    this.columns = columnsOf(container.type);
  }

  /** Reads the header and, mostly from the same bytes, the header of the first block. */
  static async open(
    source: ByteSource,
    expectedRows?: number,
    signal?: AbortSignal,
  ): Promise<PreviewFile> {
    const counting = new CountingSource(source);
    return new PreviewFile(await openContainer(counting, signal), counting, expectedRows);
  }

  get state(): FileState {
    const { index, container } = this;
    const walked = this.#offset - container.dataStart;
    const all = container.source.size - container.dataStart;
    const guess = walked === 0 ? index.rowCount : index.rowCount * (all / walked);
    const estimate = this.#counted ? index.rowCount : (this.expectedRows ?? guess);
    return {
      rowCount: index.rowCount,
      estimate: Math.round(estimate),
      counted: this.#counted,
      offset: this.#offset,
      bytesRead: this.#reading.bytesRead,
      blockCount: index.length,
      lost: index.lost,
    };
  }

  /** Whether a way to it is so long that several reads are kept under way. */
  get isRemote(): boolean {
    return this.#reading.readsAhead > 1;
  }

  /** Bytes, about, that counting reads of a file where each byte costs; 0 where none does. */
  get countCost(): number {
    const { index, container } = this;
    const { size } = container.source;
    if (this.#counted || !this.isRemote || size <= cheapBytes) return 0;
    const perBlock = (this.#offset - container.dataStart) / Math.max(1, index.length);
    return Math.round(size * Math.min(1, bytesOfHeader / Math.max(1, perBlock)));
  }

  /** Walks over the first blocks only: enough for an estimate and the first rows. */
  async peek(blocks: number, signal?: AbortSignal): Promise<void> {
    const { container } = this;
    try {
      for await (const block of readBlocks(container, { readAhead: 0 }, signal)) {
        const end = endOf(block);
        this.index.push(block.offset, end, block.rowCount);
        this.#keep(block);
        this.#offset = end;
        if (--blocks <= 0) return;
      }
      this.#counted = true;
      this.#offset = container.source.size;
    } catch (error) {
      if (!isDamage(error)) throw error;
      // Counting comes to the same place, and tells what is lost.
    }
  }

  /** Counts all rows; what is damaged is noted and passed over. A second call joins the first, and its signal ends nothing. */
  async count(onProgress: () => void = () => undefined, signal?: AbortSignal): Promise<void> {
    this.#watchers.add(onProgress);
    const tell = () => this.#watchers.forEach(watcher => watcher());
    this.#counting ??= this.#count(tell, signal).finally(() => (this.#counting = undefined));
    await this.#counting.finally(() => this.#watchers.delete(onProgress));
  }

  /** The block of an entry, unpacked. Damage inside it throws `avro.*`. */
  async block(entry: { offset: number; end?: number; firstRow: number }, signal?: AbortSignal) {
    const { offset, end, firstRow } = entry;
    const known = this.#blocks.get(offset);
    if (known?.firstRow === firstRow) return known;
    const options = { start: offset, end, firstRow, readAhead: 0 };
    for await (const block of readBlocks(this.container, options, signal)) return this.#keep(block);
    return undefined;
  }

  async #count(onProgress: () => void, signal: AbortSignal | undefined): Promise<void> {
    if (this.#counted) return;
    // What peek found is walked over again, so that there is one way to fill the index.
    const known = this.index.rowCount;
    const onBlock = (block: WalkedBlock) => {
      if (block.firstRow < known) return;
      this.#offset = block.end;
      this.index.push(block.offset, block.end, block.rowCount);
    };
    try {
      await walkBlocks(this.container, { onProgress, onBlock }, signal);
    } catch (error) {
      if (!isDamage(error)) throw error;
      await this.#salvage(onProgress, signal);
    }
    this.#offset = this.container.source.size;
    this.#counted = true;
  }

  async #salvage(onProgress: () => void, signal: AbortSignal | undefined): Promise<void> {
    const from = { offset: this.#offset, row: this.index.rowCount };
    for await (const part of salvageFrom(this.container, from, signal)) {
      if (isLost(part)) {
        this.index.pushLost(lostPart(part, this.index.rowCount));
        this.#offset = part.end;
      } else {
        this.#offset = endOf(part);
        this.index.push(part.offset, this.#offset, part.rowCount);
      }
      onProgress();
    }
  }

  #keep(block: Block): Block {
    const { bytes } = block;
    // A view would keep the whole chunk that it was cut from.
    const isView = bytes.buffer.byteLength > bytes.length * 2;
    const kept = isView ? { ...block, bytes: Uint8Array.from(bytes) } : block;
    this.#blocks.set(block.offset, kept);
    return kept;
  }
}

/** Offset of what follows a block. */
export function endOf({ dataStart, dataSize }: Block): number {
  return dataStart + dataSize + syncBytes;
}

/** Whether the file's bytes are at fault: everything else is not for the preview to pass over. */
export function isDamage(error: unknown): error is DataSyncError {
  return error instanceof DataSyncError && error.code.startsWith('avro.');
}

function lostPart({ start, end, rows, exact, reason }: LostRange, firstRow: number): LostPart {
  const { code, message } = reason;
  return { start, end, firstRow, rows, exact, code, reason: message };
}

/** A source that knows what was read of it. */
class CountingSource implements ByteSource {
  bytesRead = 0;
  readonly name: string;
  readonly size: number;
  readonly readsAhead: number;

  constructor(readonly source: ByteSource) {
    this.name = source.name;
    this.size = source.size;
    this.readsAhead = source.readsAhead ?? 1;
  }

  async read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    const bytes = await this.source.read(start, end, signal);
    this.bytesRead += bytes.length;
    return bytes;
  }
}
