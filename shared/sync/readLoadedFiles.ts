// The files of loaded slices, read once more by the ordinary reader: record by record, value by value.
// It shares nothing with the bulk path but the rules of columns.
import { isRecordValue, type AvroValue } from '../avro/avroValue';
import type { Container } from '../avro/container';
import { readRecords } from '../avro/readRecords';
import type { Column } from '../columns/columns';
import { columnValue, type ColumnValue } from '../columns/columnValue';
import { valueColumn } from '../columns/columns';

/** What of a file's rows is compared: the table's columns, and values that the file does not say. */
export interface RowShape {
  /** Columns of the table as the ledger has them. */
  readonly columns: readonly Column[];
  /** The matchable that the rows belong to, where the table has a column for it; it comes first. */
  readonly matchable: string | undefined;
}

/** Rows of a file as the table should hold them. */
export async function* readAsTable(
  container: Container,
  shape: RowShape,
  signal: AbortSignal,
): AsyncGenerator<readonly ColumnValue[]> {
  const values = valueReader(container, shape);
  for await (const { rows } of readRecords(container, { branches: true }, signal)) {
    for (const row of rows) yield values(row);
  }
}

function valueReader(
  { type }: Container,
  { columns, matchable }: RowShape,
): (row: AvroValue) => ColumnValue[] {
  const first = matchable === undefined ? [] : [matchable];
  if (type.kind !== 'record') {
    return row => [
      ...first,
      ...columns.map(({ avroName }) => (avroName === valueColumn ? columnValue(row, type) : null)),
    ];
  }
  const types = new Map(type.fields.map(field => [field.name, field.type]));
  const wanted = columns.map(({ avroName }) => ({ avroName, type: types.get(avroName) }));
  return row => {
    const record = isRecordValue(row) ? row : {};
    const rest = wanted.map(column =>
      column.type ? columnValue(record[column.avroName] ?? null, column.type) : null,
    );
    return [...first, ...rest];
  };
}
