import type { SqlValue } from '../../engine/engine';
import type { ScanProgress } from '../../protocol/avroPreview';
import { resultName, type ResultTable } from './resultTable';

/** Rows that are read between two pauses. */
const chunkRows = 2048;
const progressMillis = 100;

export interface RowScan {
  /** SQL that is true for the rows that are meant. */
  readonly where: string;
  /** Places of the columns that are read. */
  readonly columns: readonly number[];
  readonly onProgress: (progress: ScanProgress) => void;
}

/** Reads rows as they came; undefined between them is a place to pause. */
export function* scanRows(
  table: ResultTable,
  { where, columns, onProgress }: RowScan,
): Generator<readonly SqlValue[] | undefined, void> {
  const cells = columns.map(place => `c${place}`).join();
  const statement = table.prepare(
    `SELECT ${cells} FROM ${resultName} WHERE rowid > ? AND rowid <= ? AND ${where}`,
  );
  const size = table.rowCount;
  let report = performance.now() + progressMillis;
  try {
    for (let at = 0; at < size; at += chunkRows) {
      const end = Math.min(at + chunkRows, size);
      yield* statement.iterate([at, end]);
      if (performance.now() >= report) {
        onProgress({ offset: end, size, rowsRead: end });
        report = performance.now() + progressMillis;
      }
      yield undefined;
    }
  } finally {
    statement.finalize();
  }
}
