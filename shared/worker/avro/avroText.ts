// Rows of an Avro file as text, piece by piece.
import type { AvroValue } from '../../avro/avroValue';
import type { ExportFormat } from '../../protocol/avroPreview';
import { avroCells } from '../../rows/avroCells';
import { rowText, textPieces, type TextPiece } from '../../rows/rowText';
import { cellsOf, type TypedColumn } from './previewColumns';

export interface TextOptions {
  readonly columns: readonly TypedColumn[];
  readonly format: ExportFormat;
  readonly raw: boolean;
}

/** The rows as pieces of one text. */
export function avroText(
  batches: AsyncIterable<readonly AvroValue[]>,
  { columns, format, raw }: TextOptions,
): AsyncIterable<TextPiece> {
  const names = columns.map(({ name }) => name);
  const forms = avroCells(
    columns.map(({ type }) => type),
    { raw },
  );
  return textPieces(cellBatches(batches, columns), rowText(format, names, forms));
}

async function* cellBatches(
  batches: AsyncIterable<readonly AvroValue[]>,
  columns: readonly TypedColumn[],
): AsyncGenerator<AvroValue[][], void, undefined> {
  for await (const batch of batches) yield batch.map(row => cellsOf(row, columns));
}
