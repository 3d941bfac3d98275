import type { RowsAnswer } from '../../shared/protocol/avroPreview';
import { countText } from '../../shared/util/humanText';
import type { FetchedRows } from '../grid/rowPages';

/** Rows of the file as the table paints them; an estimated number says so. */
export function gridRows({ rows, approximate }: RowsAnswer): FetchedRows {
  const sign = approximate ? '≈ ' : '';
  return {
    rows: rows.map(({ row, cells, lost }) => {
      return { key: row, label: `${sign}${countText(row + 1)}`, cells, lost };
    }),
    approximate,
  };
}
