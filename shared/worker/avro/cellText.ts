// A value as a grid's cell shows it.
import type { AvroValue } from '../../avro/avroValue';
import { showValue } from '../../avro/formatValue';
import type { AvroRowRequests, PreviewCell, PreviewRow } from '../../protocol/avroPreview';
import { cellsOf, type TypedColumn } from './previewColumns';
import type { ReadRow } from './rowReader';

/** More of a text no cell has room for; the detail panel shows it whole. */
const cellLength = 300;

/** The text of a cell, cut to what a cell has room for. */
export function cellText(value: AvroValue, { type }: TypedColumn, raw: boolean): PreviewCell {
  const text = wholeText(value, { type }, raw);
  return text !== null && text.length > cellLength ? `${text.slice(0, cellLength)}…` : text;
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
