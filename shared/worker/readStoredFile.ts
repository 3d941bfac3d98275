// Files of a destination as documents of an editor: whole up to what an editor takes, or one export of a manifest.
import { constants } from 'node:buffer';

import { DataSyncError } from '../errors';
import { sourceOfText } from '../json/textSource';
import { excerptOf, type ExportChoice } from '../manifest/excerptOf';
import { ManifestDocument } from '../manifest/manifestDocument';
import type { StoredFile, StoredFilePlace } from '../protocol/explore';
import type { OpenObject } from '../storage/objectStore';
import type { Stores } from '../storage/createStores';
import { bytesText } from '../util/humanText';
import { finishInTurns } from '../util/steps';

/** VS Code hands no larger document to anybody. */
const wholeLimit = 50 << 20;

/** The bytes of a file as it is now; what cannot be read throws `storage.*`. */
export async function readStoredFile(
  stores: Stores,
  { destination, path, choice }: StoredFilePlace,
  signal: AbortSignal,
): Promise<StoredFile> {
  const store = await stores.open(destination, signal);
  const info = await store.stat(path, signal);
  if (!info) {
    const message = `${store.url}/${path} is not there any more: refresh the tree to see what is`;
    throw new DataSyncError('storage.not-found', message, { path });
  }
  const object = await store.open(path, signal);
  try {
    const bytes = choice
      ? await readExports(object, choice, signal)
      : await readWhole(object, wholeLimit, signal);
    return { bytes, modified: info.modified ?? 0 };
  } finally {
    await object.close();
  }
}

async function readWhole(
  object: OpenObject,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { name, size } = object;
  if (size > limit) {
    const message = `${name} has ${bytesText(size)}: at most ${bytesText(limit)} can be shown as one document; open its exports one by one`;
    throw new DataSyncError('storage.read-failed', message, { path: name, size });
  }
  return object.read(0, size, signal);
}

async function readExports(
  object: OpenObject,
  choice: ExportChoice,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const text = new TextDecoder().decode(
    await readWhole(object, constants.MAX_STRING_LENGTH, signal),
  );
  const reading = ManifestDocument.reading(sourceOfText(text), 'exportManifest');
  const document = await finishInTurns(reading, signal);
  const excerpt = await finishInTurns(excerptOf(document, choice), signal);
  if (excerpt === undefined) {
    const message = `${object.name} has no such export any more: refresh the tree to see which it has`;
    throw new DataSyncError('storage.not-found', message, { path: object.name });
  }
  return new TextEncoder().encode(excerpt);
}
