// Blocks, unpacked and in order. Several are unpacked in the background while the consumer works on one.
import type { Container } from './container';
import { BlockInflater } from './inflateBlock';
import type { Frame, FrameOptions } from './readFrames';
import { readFrames } from './readFrames';

/** One block of rows. */
export interface Block {
  /** Offset of the block's header in the file. */
  readonly offset: number;
  /** Offset of its packed bytes in the file. */
  readonly dataStart: number;
  /** How many bytes it is packed into. */
  readonly dataSize: number;
  readonly rowCount: number;
  /** Number of its first row. */
  readonly firstRow: number;
  /** Its rows, unpacked; for codec null a view into a larger chunk that stays in memory as long as this does. */
  readonly bytes: Uint8Array;
}

/** Which blocks to read, and how far ahead. */
export interface BlockOptions extends FrameOptions {
  /** Number of the first row of the block at `start`; default 0. */
  readonly firstRow?: number | undefined;
  /** Most unpacked bytes that wait for the consumer, about; default 32 MB. 0 unpacks only what is asked for. */
  readonly readAhead?: number | undefined;
}

const defaultReadAhead = 32 << 20;
/** Twice the threads of libuv's pool: enough to keep them busy. */
const maxWaiting = 8;
/** Below this a hop to another thread costs more than unpacking at once. */
const worthAThread = 32_768;

/** The blocks from `start` to `end` in file order, without those that hold no rows. */
export async function* readBlocks(
  container: Container,
  options: BlockOptions = {},
  signal?: AbortSignal,
): AsyncGenerator<Block, void, undefined> {
  const { readAhead = defaultReadAhead } = options;
  const inflater = new BlockInflater(container);
  let firstRow = options.firstRow ?? 0;
  const blockOf = (frame: Frame, bytes: Uint8Array): Block => {
    inflater.checkRowCount(frame, bytes);
    const { offset, dataStart, rowCount, packed } = frame;
    firstRow += rowCount;
    const dataSize = packed.length;
    return { offset, dataStart, dataSize, rowCount, firstRow: firstRow - rowCount, bytes };
  };
  const waiting: WaitingBlock[] = [];
  let waitingBytes = 0;
  for await (const frame of readFrames(container, options, signal)) {
    if (frame.rowCount === 0) continue;
    const cost = inflater.expectedOf(frame);
    const here = inflater.isPlain || cost < worthAThread || readAhead === 0;
    if (!here) {
      waiting.push(startInflating(inflater, frame, cost));
      waitingBytes += cost;
    }
    while (here ? waiting.length > 0 : isFull(waiting, waitingBytes, readAhead)) {
      const first = waiting.shift();
      if (!first) break;
      waitingBytes -= first.cost;
      yield blockOf(first.frame, await first.bytes);
      signal?.throwIfAborted();
    }
    if (here) yield blockOf(frame, await inflater.inflateHere(frame));
  }
  for (const { frame, bytes } of waiting) {
    yield blockOf(frame, await bytes);
    signal?.throwIfAborted();
  }
}

/** A block that is being unpacked. */
interface WaitingBlock {
  readonly frame: Frame;
  readonly bytes: Promise<Uint8Array>;
  /** Bytes it is expected to come to. */
  readonly cost: number;
}

function startInflating(inflater: BlockInflater, frame: Frame, cost: number): WaitingBlock {
  const bytes = inflater.inflate(frame);
  // Its error belongs to whoever awaits the block; a consumer that stops before it does not care.
  bytes.catch(() => undefined);
  return { frame, bytes, cost };
}

function isFull(waiting: readonly WaitingBlock[], bytes: number, readAhead: number): boolean {
  return waiting.length >= maxWaiting || bytes > readAhead;
}
