// The rows of a result that fit a filter, in the order of a column: their numbers, by SQL over the table of the result.
import type { ScanProgress } from '../../protocol/avroPreview';
import type { ResultOrder } from '../../protocol/queryGrid';
import type { Steps } from '../../util/steps';
import { resultName, type ResultTable } from './resultTable';
import type { RowList } from './rowList';

/** Rows that are looked at in one step. */
const chunkRows = 16384;
const progressMillis = 100;

export interface Arranging {
  /** SQL that is true for the rows that are kept. */
  readonly where: string;
  /** null: as they came. */
  readonly order: ResultOrder | null;
  /** Filled with their numbers, from 1. */
  readonly list: RowList;
  readonly onProgress: (progress: ScanProgress) => void;
}

/** Nulls last, numbers before texts before bytes, equal ones as they came. */
export function arrangeRows(table: ResultTable, arranging: Arranging): Steps<void> {
  const { order } = arranging;
  return order ? sorted(table, arranging, order) : filtered(table, arranging);
}

function* filtered(table: ResultTable, { where, list, onProgress }: Arranging): Steps<void> {
  const sql = `SELECT rowid FROM ${resultName} WHERE rowid > ? AND rowid <= ? AND ${where}`;
  const statement = table.prepare(sql);
  const size = table.rowCount;
  let report = performance.now() + progressMillis;
  try {
    for (let at = 0; at < size; at += chunkRows) {
      const end = Math.min(at + chunkRows, size);
      for (const rows of statement.numbers([at, end])) list.add(rows);
      if (performance.now() >= report) {
        onProgress({ offset: end, size, rowsRead: end });
        report = performance.now() + progressMillis;
      }
      yield;
    }
  } finally {
    statement.finalize();
  }
}

/** One step until the first number is there: the sort. */
function* sorted(
  table: ResultTable,
  { where, list }: Arranging,
  { column, descending }: ResultOrder,
): Steps<void> {
  const direction = descending ? 'DESC' : 'ASC';
  const statement = table.prepare(
    `SELECT rowid FROM ${resultName} WHERE ${where} ORDER BY c${column} ${direction} NULLS LAST, rowid`,
  );
  try {
    for (const rows of statement.numbers()) {
      list.add(rows);
      yield;
    }
  } finally {
    statement.finalize();
  }
}
