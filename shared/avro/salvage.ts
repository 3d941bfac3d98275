// What can still be read of a damaged file, and what is lost. After damage the next sync marker is looked for.
import { DataSyncError } from '../errors';
import { ByteWindow } from './byteWindow';
import type { Container } from './container';
import type { RowDecoder } from './decode';
import { compileDecoder } from './decode';
import type { FrameHeader } from './frameHeader';
import { frameHeaderBytes, readFrameHeader, syncBytes, syncMarkerError } from './frameHeader';
import { BlockInflater } from './inflateBlock';
import type { Block } from './readBlocks';
import type { Frame } from './readFrames';

/** Bytes of a file whose rows cannot be read. */
export interface LostRange {
  readonly kind: 'lost';
  /** Bytes of the file, half-open. */
  readonly start: number;
  readonly end: number;
  /** How many rows lay there: exactly, or at least so many. */
  readonly rows: number;
  readonly exact: boolean;
  readonly reason: DataSyncError;
}

/** Tells what is lost from what is left. */
export function isLost(part: Block | LostRange): part is LostRange {
  return 'kind' in part;
}

/**
 * All blocks whose rows decode, and between them what is lost, in file order. Rows are numbered as
 * if those lost were there, which after an inexact loss is a lower bound.
 */
export async function* salvageBlocks(
  container: Container,
  signal?: AbortSignal,
): AsyncGenerator<Block | LostRange, void, undefined> {
  yield* salvageFrom(container, { offset: container.dataStart, row: 0 }, signal);
}

/** The same from the block at an offset on, whose first row has this number. */
export async function* salvageFrom(
  container: Container,
  from: { readonly offset: number; readonly row: number },
  signal?: AbortSignal,
): AsyncGenerator<Block | LostRange, void, undefined> {
  const salvage = new Salvage(container, from, signal);
  while (salvage.offset < container.source.size) {
    signal?.throwIfAborted();
    yield* await salvage.next();
  }
}

type Part = Block | LostRange;

class Salvage {
  offset: number;
  #row: number;
  readonly #window: ByteWindow;
  readonly #inflater: BlockInflater;
  readonly #decoder: RowDecoder;

  constructor(
    readonly container: Container,
    from: { readonly offset: number; readonly row: number },
    readonly signal: AbortSignal | undefined,
  ) {
    this.offset = from.offset;
    this.#row = from.row;
    this.#window = new ByteWindow(container.source);
    this.#inflater = new BlockInflater(container);
    this.#decoder = compileDecoder(container.type);
  }

  /** The block at the offset, or the loss up to where reading can go on. */
  async next(): Promise<readonly Part[]> {
    const { offset } = this;
    let header: FrameHeader;
    try {
      header = readFrameHeader(this.container, offset, await this.#at(offset, frameHeaderBytes));
    } catch (error) {
      return [await this.#lostToNextMarker(asReason(error))];
    }
    const sync = offset + header.headerSize + header.dataSize;
    const reason = await this.#markerError({ offset, sync });
    if (!reason) return this.#framed(header);
    if (!(await this.#blockFollows(sync + syncBytes)))
      return [await this.#lostToNextMarker(reason)];
    // Only the marker itself is damaged.
    const [part] = await this.#framed(header);
    if (!part || isLost(part)) return part ? [part] : [];
    const marker = { start: sync, end: sync + syncBytes, rows: 0, exact: true, reason };
    return [part, { kind: 'lost', ...marker }];
  }

  /** A block whose end is known: its rows, or exactly so many rows lost. */
  async #framed({ headerSize, dataSize, rowCount }: FrameHeader): Promise<readonly Part[]> {
    const offset = this.offset;
    const dataStart = offset + headerSize;
    this.offset = dataStart + dataSize + syncBytes;
    if (rowCount === 0) return [];
    const firstRow = this.#row;
    this.#row += rowCount;
    const packed = await this.#at(dataStart, dataSize);
    try {
      const frame: Frame = { offset, dataStart, rowCount, packed };
      const bytes = await this.#inflater.inflateHere(frame);
      const block: Block = { offset, dataStart, dataSize, rowCount, firstRow, bytes };
      this.#inflater.checkRowCount(frame, bytes);
      for (const rows of this.#decoder.batches(this.container, block)) void rows;
      return [block];
    } catch (error) {
      const reason = asReason(error);
      return [
        { kind: 'lost', start: offset, end: this.offset, rows: rowCount, exact: true, reason },
      ];
    }
  }

  async #lostToNextMarker(reason: DataSyncError): Promise<LostRange> {
    const start = this.offset;
    const marker = await this.#nextMarker(start);
    const end = marker === -1 ? this.container.source.size : marker + syncBytes;
    const rows = marker === -1 ? await this.#rowsOfTruncated(start) : 1;
    this.offset = end;
    this.#row += rows;
    return { kind: 'lost', start, end, rows, exact: false, reason };
  }

  /** The last block of a truncated file still says how many rows it had; with more markers behind it, it is not to be believed. */
  async #rowsOfTruncated(start: number): Promise<number> {
    const bytes = await this.#at(start, frameHeaderBytes);
    try {
      return Math.max(1, readFrameHeader(this.container, start, bytes, Infinity).rowCount);
    } catch (error) {
      asReason(error);
      return 1;
    }
  }

  async #blockFollows(offset: number): Promise<boolean> {
    if (offset === this.container.source.size) return true;
    try {
      const bytes = await this.#at(offset, frameHeaderBytes);
      const { headerSize, dataSize } = readFrameHeader(this.container, offset, bytes);
      return !(await this.#markerError({ offset, sync: offset + headerSize + dataSize }));
    } catch (error) {
      asReason(error);
      return false;
    }
  }

  async #markerError(place: { readonly offset: number; readonly sync: number }) {
    return syncMarkerError(this.container, place, await this.#at(place.sync, syncBytes));
  }

  /** Offset of the first sync marker after `start`, or -1. */
  async #nextMarker(start: number): Promise<number> {
    const { source, syncMarker } = this.container;
    for (let from = start + 1; from + syncBytes <= source.size;) {
      this.signal?.throwIfAborted();
      const bytes = await this.#at(from, scanBytes);
      const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(syncMarker);
      if (found !== -1) return from + found;
      // A marker may straddle two pieces.
      from += bytes.length - syncBytes + 1;
    }
    return -1;
  }

  #at(offset: number, count: number): Promise<Uint8Array> {
    return this.#window.at(offset, count, this.signal);
  }
}

const scanBytes = 1 << 20;

/** Damage is an answer here; everything else (an abort, a failed read) is not. */
function asReason(error: unknown): DataSyncError {
  if (error instanceof DataSyncError && error.code.startsWith('avro.')) return error;
  throw error;
}
