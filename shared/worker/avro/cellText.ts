// A value as a grid's cell shows it.
import type { AvroValue } from '../../avro/avroValue';
import { showValue } from '../../avro/formatValue';
import { cutCell } from '../../rows/cutCell';
import type { AvroRowRequests, PreviewCell, PreviewRow } from '../../protocol/avroPreview';
import { cellsOf, type TypedColumn } from './previewColumns';
import type { ReadRow } from './rowReader';

/** The text of a cell, cut to what a cell has room for; the detail panel shows it whole. */
export function cellText(value: AvroValue, { type }: TypedColumn, raw: boolean): PreviewCell {
  return cutCell(wholeText(value, { type }, raw));
}

/** The text of a value, whole. */
export function wholeText(
  value: AvroValue,
  { type }: Pick<TypedColumn, 'type'>,
  raw: boolean,
): PreviewCell {
  const shown = showValue(value, type, { raw });
  return shown === null ? null : String(shown);
}

/** A row as it crosses to the web view. */
export function previewRow(
  read: ReadRow,
  columns: readonly TypedColumn[],
  { raw }: Pick<AvroRowRequests['rows']['params'], 'raw'>,
): PreviewRow {
  if ('lost' in read) return { row: read.row, cells: [], lost: read.lost };
  const values = cellsOf(read.value, columns);
  const cells = columns.map((column, i) => cellText(values[i] ?? null, column, raw));
  return { row: read.row, cells };
}
