import { isUtf8 } from 'node:buffer';
import path from 'node:path';

import { ManifestDocument } from '../manifest/manifestDocument';
import type { ManifestFileKind } from '../manifest/types';
import { createFileStore } from '../storage/fileStore';
import { finishInTurns, type Steps } from '../util/steps';
import { FileSource } from './fileSource';

/** A file as a document. */
export interface ManifestFile {
  readonly manifest: ManifestDocument;
  /** Whether its bytes are UTF-8; those that are not read as U+FFFD. */
  readonly isUtf8: boolean;
}

/**
 * Reads a file; without `kind` the content tells which of the two it is. Exports are read from disk when
 * they are asked for, so that not even the text is ever in memory as a whole. What cannot be read throws
 * `storage.*`, then too.
 */
export async function readManifestFile(
  location: string,
  kind?: ManifestFileKind,
  signal?: AbortSignal,
): Promise<ManifestFile> {
  const file = await createFileStore(path.dirname(location)).open(path.basename(location), signal);
  await file.close();
  const { size, version } = file;
  const source = new FileSource({ location, size, version });
  return {
    manifest: await finishInTurns(ManifestDocument.reading(source, kind), signal),
    isUtf8: await finishInTurns(checkingUtf8(source), signal),
  };
}

const bytesOfStep = 1_000_000;

function* checkingUtf8(source: FileSource): Steps<boolean> {
  let start = 0;
  while (start < source.length) {
    const bytes = source.bytes(start, Math.min(start + bytesOfStep, source.length));
    const isLast = start + bytes.length === source.length;
    const whole = isLast ? bytes.length : lastCharacter(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return false;
    start += whole;
    yield;
  }
  return true;
}

/** Where the last character begins: all of its bytes but the first have the leading bits 10. */
function lastCharacter(bytes: Uint8Array): number {
  let at = bytes.length - 1;
  // A character has at most four bytes.
  while (at > bytes.length - 4 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at--;
  return at;
}
