// What the values of columns are like: from a sample all over the file, or from all of it.
import type { AvroValue } from '../../../avro/avroValue';
import { compileDecoder } from '../../../avro/decode';
import type { ColumnSummary, ScanProgress } from '../../../protocol/avroPreview';
import { Breather } from '../../../util/breather';
import { cellText } from '../cellText';
import { valueOf, type TypedColumn } from '../previewColumns';
import type { PreviewFile } from '../previewFile';
import type { RowReader } from '../rowReader';
import { scanBlocks } from '../scanBlocks';
import { ColumnCounter, type CountedColumn } from '../../summary/columnCounter';

const sampleSpots = 16;
/** In a bucket each spot is some requests. */
const remoteSpots = 4;
const rowsOfSpot = 256;

/** A quick look: rows from spots all over the file; all of a file that is small. */
export async function sampleColumns(
  file: PreviewFile,
  reader: RowReader,
  columns: readonly TypedColumn[],
  signal?: AbortSignal,
): Promise<readonly ColumnSummary[]> {
  const counters = columns.map(column => new ColumnCounter(countedColumn(column)));
  const { counted, estimate } = file.state;
  const rows = counted ? file.index.rowCount : estimate;
  const wanted = file.isRemote ? remoteSpots : sampleSpots;
  const spots = rows <= wanted * rowsOfSpot ? 1 : wanted;
  const count = spots === 1 ? rows : rowsOfSpot;
  for (let spot = 0; spot < spots; spot++) {
    signal?.throwIfAborted();
    const start = Math.floor((rows / spots) * spot);
    const found = await reader.range(start, start + count, signal);
    for (const row of found.rows) {
      if ('lost' in row) continue;
      for (const counter of counters) counter.add(valueOf(row.value, counter.column.name));
    }
  }
  return counters.map(counter => counter.summary(counted && spots === 1));
}

/** Every row of the file; only these columns are decoded. */
export async function summarizeColumns(
  file: PreviewFile,
  columns: readonly TypedColumn[],
  onProgress: (progress: ScanProgress) => void,
  signal?: AbortSignal,
): Promise<readonly ColumnSummary[]> {
  const counters = columns.map(column => new ColumnCounter(countedColumn(column)));
  const names = columns.map(({ name }) => name);
  const decoder = compileDecoder(file.container.type, { columns: names, branches: true });
  // A block may be large, and all columns of it take long: whoever wants rows meanwhile gets them in between.
  const breather = new Breather();
  for await (const block of scanBlocks(file, { onProgress }, signal)) {
    for (const batch of decoder.batches(file.container, block)) {
      for (const row of batch) {
        for (const counter of counters) {
          counter.add(valueOf(row, counter.column.name));
        }
        const rest = breather.breathe(signal);
        if (rest) await rest;
      }
    }
  }
  return counters.map(counter => counter.summary(true));
}

/** Numbers and times by the number beneath, decimals by what they come to, all else by its text. */
function countedColumn(column: TypedColumn): CountedColumn<AvroValue> {
  const { kind } = column.shown;
  return {
    name: column.name,
    isOrdered: kind === 'number' || kind === 'time',
    textOf: value => cellText(value, column, false),
    keyOf: (value, text) =>
      typeof value === 'number' || typeof value === 'bigint' ? value : Number(text),
  };
}
