import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { errnoOf } from '../engine/errno';
import { DataSyncError } from '../errors';
import { sourceOfText } from '../json/textSource';
import { excerptOfCounters } from '../manifest/excerptOf';
import { ManifestDocument } from '../manifest/manifestDocument';
import { readManifestText } from '../manifest/readManifestText';
import { manifestName } from '../storage/discovery';
import { fileSystemError } from '../storage/fileSystemError';
import { joinPath } from '../storage/objectPath';
import type { SyncTarget } from '../sync/targets';
import { finishInTurns } from '../util/steps';

/** The folder that a manifest is copied to, and the exports that were. */
export interface CopiedExports {
  readonly folder: string;
  readonly counters: ReadonlySet<number>;
}

/**
 * The text of a manifest for a folder of copies: each entry as Pendo wrote it, but only those of exports that were copied,
 * now or before. A sync of the folder then looks for nothing that is not there.
 */
export async function listedManifest(
  { store, target }: Pick<SyncTarget, 'store' | 'target'>,
  { folder, counters }: CopiedExports,
  signal?: AbortSignal,
): Promise<string> {
  const from = joinPath(target.folder, manifestName);
  const object = await store.open(from, signal);
  try {
    const text = new TextDecoder().decode(await object.read(0, object.size, signal));
    const before = await countersIn(path.join(folder, manifestName));
    const isCopied = (counter: number) => counters.has(counter) || before.has(counter);
    // It is looked at as it is now: meanwhile Pendo may have written another export.
    const reading = ManifestDocument.reading(sourceOfText(text), 'exportManifest');
    const document = await finishInTurns(reading, signal);
    let isWhole = true;
    const steps = excerptOfCounters(document, counter => {
      if (counter === undefined) return false;
      isWhole &&= isCopied(counter);
      return isCopied(counter);
    });
    const excerpt = await finishInTurns(steps, signal);
    if (isWhole) return text;
    if (excerpt === undefined) throw goneFrom(`${store.url}/${from}`);
    return excerpt;
  } finally {
    await object.close();
  }
}

function goneFrom(shown: string): DataSyncError {
  const message = `${shown} has changed: it lists none of the exports that were copied. Download again`;
  return new DataSyncError('storage.changed', message, { path: shown });
}

/** The exports that an earlier copy lists. */
async function countersIn(location: string): Promise<ReadonlySet<number>> {
  const text = await readFile(location, 'utf8').catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    return fileSystemError('read', location)(error);
  });
  if (text === undefined) return new Set();
  const { manifest } = readManifestText(text, { name: location });
  return new Set(manifest.exports.map(({ counter }) => counter));
}
