// The rows of a view in batches, for whoever wants many of them: the clipboard and files.
import { compileDecoder } from '../../avro/decode';
import type { AvroValue } from '../../avro/avroValue';
import type { PreviewFile } from './previewFile';
import type { RowReader } from './rowReader';
import type { RowSet } from './rowSet';
import { scanBlocks } from './scanBlocks';

/** Rows of a list that are read at a time. */
const listBatch = 512;

export interface ViewRange {
  /** undefined is the file itself. */
  readonly rows: RowSet | undefined;
  readonly start: number;
  readonly end: number;
}

/** The values of these rows; those that are lost are left out. */
export async function* viewRows(
  file: PreviewFile,
  reader: RowReader,
  { rows, start, end }: ViewRange,
  signal?: AbortSignal,
): AsyncGenerator<readonly AvroValue[], void, undefined> {
  const { counted, rowCount } = file.state;
  if (!rows && start === 0 && end >= (counted ? rowCount : Number.MAX_SAFE_INTEGER)) {
    yield* allRows(file, signal);
    return;
  }
  const last = Math.min(end, rows?.length ?? file.state.estimate);
  for (let at = start; at < last; at += listBatch) {
    const until = Math.min(at + listBatch, last);
    const read = rows
      ? await reader.list(rows.slice(at, until), signal)
      : (await reader.range(at, until, signal)).rows;
    yield read.flatMap(row => ('lost' in row ? [] : [row.value]));
  }
}

async function* allRows(file: PreviewFile, signal: AbortSignal | undefined) {
  const decoder = compileDecoder(file.container.type, { branches: true });
  for await (const block of scanBlocks(file, {}, signal)) {
    yield* decoder.batches(file.container, block);
  }
}
