import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { errnoOf } from '../engine/errno';
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
  { store, manifest, target }: SyncTarget,
  { folder, counters }: CopiedExports,
  signal?: AbortSignal,
): Promise<string> {
  const object = await store.open(joinPath(target.folder, manifestName), signal);
  try {
    const text = new TextDecoder().decode(await object.read(0, object.size, signal));
    const before = await countersIn(path.join(folder, manifestName));
    const isCopied = (counter: number) => counters.has(counter) || before.has(counter);
    if (manifest.exports.every(({ counter }) => isCopied(counter))) return text;
    const reading = ManifestDocument.reading(sourceOfText(text), 'exportManifest');
    const document = await finishInTurns(reading, signal);
    const steps = excerptOfCounters(
      document,
      counter => counter !== undefined && isCopied(counter),
    );
    return (await finishInTurns(steps, signal)) ?? text;
  } finally {
    await object.close();
  }
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
