import type { RowsAnswer } from '../../shared/protocol/avroPreview';
import { countText } from '../../shared/util/humanText';
import type { FetchedRows } from '../grid/rowPages';
import { t } from '../localText';

/** Rows of the file with this name as the table paints them; an estimated number says so. */
export function gridRows({ rows, approximate }: RowsAnswer, name: string): FetchedRows {
  const sign = approximate ? '≈ ' : '';
  return {
    rows: rows.map(({ row, cells, lost }) => {
      const label = `${sign}${countText(row + 1)}`;
      if (lost === undefined) return { key: row, label, cells };
      const reason = lost.replace(`${name}, `, '');
      return { key: row, label, cells, lost: { text: t('lost'), reason } };
    }),
    approximate,
  };
}
