// A text in pieces → a file, streamed; it gets its name only when it is whole.
import { open, rename, rm } from 'node:fs/promises';

import type { ExportProgress } from '../protocol/avroPreview';
import type { TextPiece } from '../rows/rowText';
import { fileSystemError } from '../storage/fileSystemError';

interface WriteOptions {
  readonly target: string;
  /** How many rows are expected. */
  readonly of: number;
  readonly onProgress: (progress: ExportProgress) => void;
}

const progressMillis = 150;

/** Writes all pieces; a failure or a cancel leaves nothing behind. */
export async function writePieces(
  pieces: AsyncIterable<TextPiece>,
  { target, of, onProgress }: WriteOptions,
  signal?: AbortSignal,
): Promise<{ readonly rows: number; readonly bytes: number }> {
  const partial = `${target}.part`;
  const file = await open(partial, 'w').catch(fileSystemError('write', target));
  let rows = 0;
  let bytes = 0;
  let reported = performance.now();
  try {
    for await (const piece of pieces) {
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
