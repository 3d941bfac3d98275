import type { RowsAnswer } from '../../shared/protocol/avroPreview';
import { countText } from '../../shared/util/humanText';
import type { FetchedRows } from '../grid/rowPages';

/** Rows of the file with this name as the table paints them; an estimated number says so. */
export function gridRows({ rows, approximate }: RowsAnswer, name: string): FetchedRows {
  const sign = approximate ? '≈ ' : '';
  return {
    rows: rows.map(({ row, cells, lost }) => {
      const reason = lost?.replace(`${name}, `, '');
      return { key: row, label: `${sign}${countText(row + 1)}`, cells, lost: reason };
    }),
    approximate,
  };
}
