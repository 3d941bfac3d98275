// Rows by number. Only the blocks that hold them are read and unpacked.
import type { AvroValue } from './avroValue';
import type { Container } from './container';
import type { DecodeOptions } from './decode';
import { compileDecoder } from './decode';
import type { BlockOptions } from './readBlocks';
import { readBlocks } from './readBlocks';
import { findRow } from './walkBlocks';

/** Which rows to read, and what of them. */
export interface RecordOptions extends DecodeOptions {
  /** Number of the first row, counted from 0; default 0. */
  readonly from?: number | undefined;
  /** How many rows at most; default all. */
  readonly count?: number | undefined;
}

/** Some rows that follow each other. */
export interface RecordBatch {
  /** Number of the first of them. */
  readonly firstRow: number;
  /** Records, or plain values where the writer schema is no record. */
  readonly rows: readonly AvroValue[];
}

/** The rows from `from` on in order, in batches; none if the file has no such rows. */
export async function* readRecords(
  container: Container,
  options: RecordOptions = {},
  signal?: AbortSignal,
): AsyncGenerator<RecordBatch, void, undefined> {
  const { from = 0, count = Number.POSITIVE_INFINITY } = options;
  const end = from + count;
  if (count <= 0) return;
  const blocks = await walked(container, from, signal);
  if (!blocks) return;
  const decoder = compileDecoder(container.type, options);
  const readAhead = count === Number.POSITIVE_INFINITY ? undefined : 0;
  for await (const block of readBlocks(container, { ...blocks, readAhead }, signal)) {
    const { firstRow, rowCount } = block;
    const range = { start: Math.max(0, from - firstRow), end: Math.min(rowCount, end - firstRow) };
    let row = firstRow + range.start;
    for (const rows of decoder.batches(container, block, range)) {
      yield { firstRow: row, rows };
      row += rows.length;
      signal?.throwIfAborted();
    }
    if (firstRow + rowCount >= end) return;
  }
}

/** From the block that holds the first row on; undefined if there is none. */
async function walked(
  container: Container,
  from: number,
  signal: AbortSignal | undefined,
): Promise<BlockOptions | undefined> {
  if (from === 0) return {};
  const found = await findRow(container, from, signal);
  return found && { start: found.offset, firstRow: found.firstRow };
}
