// The INSERT of a table for one writer schema, as data: which parameter takes which field.
import { nonNullBranches, type Column } from '../../columns/columns';
import { quoteName } from '../../engine/sql';
import type { BulkField } from './generateDecoder';

/** What rows are inserted into, and which of the file's fields go where. */
export interface InsertTarget {
  readonly table: string;
  /** Event tables number their rows by `_row`. */
  readonly rowColumn: string | undefined;
  /** A column that has one value for the whole slice: `matchableId`. */
  readonly constantColumn: string | undefined;
  /** For each field of the writer schema its column; undefined skips the field. */
  readonly columns: readonly PlacedField[];
}

export type PlacedField = Pick<Column, 'type'> & { readonly column: Column | undefined };

export interface InsertPlan {
  readonly sql: string;
  readonly rowParam: number | undefined;
  readonly constantParam: number | undefined;
  readonly fields: readonly BulkField[];
}

/** Numbers the parameters and writes the statement. */
export function planInsert({
  table,
  rowColumn,
  constantColumn,
  columns,
}: InsertTarget): InsertPlan {
  const names: string[] = [];
  const values: string[] = [];
  let params = 0;
  const take = (name: string) => {
    names.push(quoteName(name));
    values.push(`?${++params}`);
    return params;
  };
  const rowParam = rowColumn === undefined ? undefined : take(rowColumn);
  const constantParam = constantColumn === undefined ? undefined : take(constantColumn);
  const fields = columns.map(({ type, column }): BulkField => {
    if (!column) return { type };
    const param = take(column.name);
    if (column.sqlType !== null || !holdsIntegers(column)) return { type, param };
    // Without a type SQLite converts nothing: digits beyond a number's range are cast on their way.
    values[values.length - 1] = `ifnull(CAST(?${++params} AS INTEGER), ?${param})`;
    return { type, param, integerParam: params };
  });
  const list =
    names.length > 0 ? `(${names.join(', ')}) VALUES (${values.join(', ')})` : 'DEFAULT VALUES';
  return { sql: `INSERT INTO ${quoteName(table)} ${list}`, rowParam, constantParam, fields };
}

function holdsIntegers({ type }: Column): boolean {
  return nonNullBranches(type).some(
    branch => branch.kind === 'long' && branch.logical === undefined,
  );
}
