import type { SqlValue } from '../../engine/engine';
import type { ResultColumn } from '../../protocol/queryGrid';
import { sqlCells } from '../../rows/sqlCells';

/** `2024-05-01`, with or without a time behind. */
const time = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** What the values of columns are is judged by the first rows. */
export function judgeColumns(
  names: readonly string[],
  rows: readonly (readonly SqlValue[])[],
): readonly ResultColumn[] {
  return names.map((name, place) => {
    const values = rows.map(row => row[place] ?? null).filter(value => value !== null);
    const isAll = (is: (value: SqlValue) => boolean) => values.length > 0 && values.every(is);
    return {
      name,
      isNumber: isAll(value => sqlCells.isNumber(value)),
      isTime: isAll(value => typeof value === 'string' && time.test(value)),
    };
  });
}
