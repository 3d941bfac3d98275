// Why a slice is not loaded although its files could be read.
import { DataSyncError } from '../errors';

/** The table took fewer rows than the files hold. */
export function rowsLost(table: string, inserted: number, rows: number): DataSyncError {
  return new DataSyncError(
    'sync.rows-lost',
    `table ${table} took ${inserted} of ${rows} rows; nothing was changed: look for triggers on the table`,
    { table, inserted, rows },
  );
}

/** The files hold another number of rows than the manifest promises. */
export function countMismatch(expected: number, rows: number): DataSyncError {
  return new DataSyncError(
    'sync.count-mismatch',
    `the manifest promises ${expected} rows, the files hold ${rows}; nothing was changed: --counts report loads them all the same`,
    { expected, rows },
  );
}
