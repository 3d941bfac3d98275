import type { ScanProgress } from '../../protocol/avroPreview';
import type { ResultRange, ResultTotals } from '../../protocol/queryGrid';
import type { Steps } from '../../util/steps';
import type { Result } from './result';
import { scanRows } from './scanRows';
import { Totals } from './totals';

const batchRows = 512;

/** Adds up one column of the rows of a view, from one place to another. */
export function* totalRows(
  result: Result,
  { view = 0, start, end, column }: ResultRange & { readonly column: number },
  onProgress: (progress: ScanProgress) => void,
): Steps<ResultTotals> {
  const totals = new Totals();
  const last = Math.min(end, result.rowCount(view));
  // All rows of a view need not be read in its order.
  if (start === 0 && last === result.rowCount(view)) {
    const scan = { where: result.where(view), columns: [column], onProgress };
    for (const row of scanRows(result.table, scan)) {
      if (row) totals.add(row[0] ?? null);
      else yield;
    }
    return totals.result;
  }
  for (let at = start; at < last; at += batchRows) {
    const rows = result.rows(view, at, Math.min(at + batchRows, last));
    for (const row of rows) totals.add(row[column] ?? null);
    yield;
  }
  return totals.result;
}
