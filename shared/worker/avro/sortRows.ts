// The rows of a list in the order of one column: its values are read once and kept while sorting.
import type { AvroValue } from '../../avro/avroValue';
import { compileDecoder } from '../../avro/decode';
import { DataSyncError } from '../../errors';
import type { ScanProgress } from '../../protocol/avroPreview';
import { countText } from '../../util/humanText';
import { wholeText } from './cellText';
import type { TypedColumn } from './previewColumns';
import { valueOf } from './previewColumns';
import type { PreviewFile } from './previewFile';
import { RowSet } from './rowSet';
import { scanBlocks } from './scanBlocks';

/** Keys of more rows would not fit into memory together. */
export const mostSortedRows = 1_000_000;

export interface SortOptions {
  /** The rows to sort; undefined is all of the file. */
  readonly rows: RowSet | undefined;
  readonly column: TypedColumn;
  readonly descending: boolean;
  readonly onProgress: (progress: ScanProgress) => void;
}

type Key = number | bigint | string | null;

/** The same rows in order, nulls last, equal ones in file order. */
export async function sortRows(
  file: PreviewFile,
  { rows, column, descending, onProgress }: SortOptions,
  signal?: AbortSignal,
): Promise<RowSet> {
  checkCount(rows?.length ?? file.state.estimate);
  const wanted = rows && new Set(rows.slice(0, rows.length));
  const numbers: number[] = [];
  const keys: Key[] = [];
  const columns = [column.name];
  const decoder = compileDecoder(file.container.type, { columns, branches: true });
  const keyOf = keyMaker(column);
  for await (const block of scanBlocks(file, { onProgress }, signal)) {
    let row = block.firstRow;
    for (const batch of decoder.batches(file.container, block)) {
      for (const value of batch) {
        if (!wanted || wanted.has(row)) {
          numbers.push(row);
          keys.push(keyOf(valueOf(value, column.name)));
        }
        row++;
      }
    }
    checkCount(numbers.length);
  }
  return ordered(numbers, keys, descending);
}

function checkCount(rows: number): void {
  if (rows <= mostSortedRows) return;
  throw new DataSyncError(
    'preview.too-many-rows',
    `${countText(Math.round(rows))} rows are too many to sort; filter to at most ${countText(mostSortedRows)} first`,
    { rows, allowed: mostSortedRows },
  );
}

/** Numbers and times by the number beneath, decimals by what they come to, all else by its text. */
function keyMaker(column: TypedColumn): (value: AvroValue) => Key {
  const { kind } = column.shown;
  return value => {
    if (typeof value === 'number' || typeof value === 'bigint') return value;
    const text = wholeText(value, column, false);
    return text === null || kind !== 'number' ? text : Number(text);
  };
}

function ordered(numbers: readonly number[], keys: readonly Key[], descending: boolean): RowSet {
  const order = Uint32Array.from(numbers.keys());
  const sign = descending ? -1 : 1;
  order.sort((a, b) => compare(keys[a] ?? null, keys[b] ?? null, sign) || a - b);
  const sorted = new RowSet();
  for (const place of order) sorted.push(numbers[place] ?? 0);
  return sorted;
}

function compare(a: Key, b: Key, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -sign : a > b ? sign : 0;
}
