// The whole of one file as a document.
import { constants, isUtf8 } from 'node:buffer';
import path from 'node:path';

import { DataSyncError } from '../errors';
import type { JsonDocument } from '../json/jsonDocument';
import { parseJson } from '../json/parseJson';
import { createFileStore } from '../storage/fileStore';
import { bytesText } from '../util/humanText';

/** A parsed file. */
export interface ReadDocument {
  readonly document: JsonDocument;
  readonly isUtf8: boolean;
}

/** Reads a whole file and parses it; what cannot be read throws `storage.*`. */
export async function readDocument(location: string, signal?: AbortSignal): Promise<ReadDocument> {
  const file = await createFileStore(path.dirname(location)).open(path.basename(location), signal);
  try {
    if (file.size > constants.MAX_STRING_LENGTH) throw tooLarge(location, file.size);
    const bytes = await file.read(0, file.size, signal);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    return { document: parseJson(text), isUtf8: isUtf8(bytes) };
  } finally {
    await file.close();
  }
}

function tooLarge(location: string, size: number): DataSyncError {
  const limit = bytesText(constants.MAX_STRING_LENGTH);
  return new DataSyncError(
    'storage.read-failed',
    `${location} has ${bytesText(size)}; files above ${limit} cannot be checked`,
    { path: location, size },
  );
}
