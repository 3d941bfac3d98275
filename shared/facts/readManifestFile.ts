// A file as a document, decoded export by export: its whole text is never made.
import { constants, isUtf8 } from 'node:buffer';
import path from 'node:path';

import { DataSyncError } from '../errors';
import { sourceOfBytes, type TextSource } from '../json/textSource';
import { ManifestDocument } from '../manifest/manifestDocument';
import type { ManifestFileKind } from '../manifest/types';
import { createFileStore } from '../storage/fileStore';
import { bytesText } from '../util/humanText';
import { finishInTurns, type Steps } from '../util/steps';

/** A file that was read. */
export interface ManifestFile {
  readonly manifest: ManifestDocument;
  /** Whether its bytes are UTF-8; those that are not read as U+FFFD. */
  readonly isUtf8: boolean;
}

/** Reads a file; without `kind` the content tells which of the two it is. What cannot be read throws `storage.*`. */
export async function readManifestFile(
  location: string,
  kind?: ManifestFileKind,
  signal?: AbortSignal,
): Promise<ManifestFile> {
  const bytes = await readBytes(location, signal);
  const source = limited(sourceOfBytes(bytes), location);
  return {
    manifest: await finishInTurns(ManifestDocument.reading(source, kind), signal),
    isUtf8: await finishInTurns(checkingUtf8(bytes), signal),
  };
}

async function readBytes(location: string, signal?: AbortSignal): Promise<Uint8Array> {
  const file = await createFileStore(path.dirname(location)).open(path.basename(location), signal);
  try {
    return await file.read(0, file.size, signal);
  } finally {
    await file.close();
  }
}

const bytesOfStep = 8_000_000;

function* checkingUtf8(bytes: Uint8Array): Steps<boolean> {
  let start = 0;
  while (start < bytes.length) {
    let end = Math.min(start + bytesOfStep, bytes.length);
    // No character is cut: its bytes behind the first begin with the bits 10.
    while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end++;
    if (!isUtf8(bytes.subarray(start, end))) return false;
    start = end;
    yield;
  }
  return true;
}

/** JavaScript's strings have a limit, which a file has to keep only where its brackets do not match. */
function limited(source: TextSource, location: string): TextSource {
  return {
    ...source,
    read(start, end) {
      if (end - start <= constants.MAX_STRING_LENGTH) return source.read(start, end);
      const limit = bytesText(constants.MAX_STRING_LENGTH);
      throw new DataSyncError(
        'storage.read-failed',
        `${location} has a part of ${bytesText(end - start)} without an end, or is one export; above ${limit} such a file cannot be checked`,
        { path: location, size: end - start },
      );
    },
  };
}
