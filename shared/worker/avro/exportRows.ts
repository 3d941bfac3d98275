// Rows → a file, streamed; it gets its name only when it is whole.
import { open, rename, rm } from 'node:fs/promises';

import type { AvroValue } from '../../avro/avroValue';
import type { ExportFormat, ExportProgress } from '../../protocol/avroPreview';
import { avroCells } from '../../rows/avroCells';
import { rowText } from '../../rows/rowText';
import { fileSystemError } from '../../storage/fileSystemError';
import { cellsOf, type TypedColumn } from './previewColumns';

export interface TextOptions {
  readonly columns: readonly TypedColumn[];
  readonly format: ExportFormat;
  readonly raw: boolean;
}

export interface ExportOptions extends TextOptions {
  readonly target: string;
  /** How many rows are expected. */
  readonly of: number;
  readonly onProgress: (progress: ExportProgress) => void;
}

const progressMillis = 150;

/** Writes all batches; a failure or a cancel leaves nothing behind. */
export async function exportRows(
  batches: AsyncIterable<readonly AvroValue[]>,
  options: ExportOptions,
  signal?: AbortSignal,
): Promise<{ readonly rows: number; readonly bytes: number }> {
  const { target, of, onProgress } = options;
  const partial = `${target}.part`;
  const file = await open(partial, 'w').catch(fileSystemError('write', target));
  let rows = 0;
  let bytes = 0;
  let reported = performance.now();
  try {
    for await (const piece of textOf(batches, options)) {
      signal?.throwIfAborted();
      bytes += (await file.write(piece.text).catch(fileSystemError('write', target))).bytesWritten;
      rows += piece.rows;
      if (performance.now() - reported < progressMillis) continue;
      reported = performance.now();
      onProgress({ rows, of });
    }
    await file.close();
    await rename(partial, target).catch(fileSystemError('write', target));
    return { rows, bytes };
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

/** The rows as pieces of one text. */
export async function* textOf(
  batches: AsyncIterable<readonly AvroValue[]>,
  { columns, format, raw }: TextOptions,
): AsyncGenerator<{ readonly text: string; readonly rows: number }, void, undefined> {
  const names = columns.map(({ name }) => name);
  const forms = avroCells(
    columns.map(({ type }) => type),
    { raw },
  );
  const text = rowText(format, names, forms);
  yield { text: text.begin, rows: 0 };
  for await (const batch of batches) {
    yield { text: text.rows(batch.map(row => cellsOf(row, columns))), rows: batch.length };
  }
  yield { text: text.end(), rows: 0 };
}
