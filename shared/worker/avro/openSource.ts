import { realpath } from 'node:fs/promises';
import path from 'node:path';

import { bytesSource, type ByteSource } from '../../avro/byteSource';
import type { OpenRecipe } from '../../protocol/avroPreview';
import { fileSystemError } from '../../storage/fileSystemError';
import type { OpenObject } from '../../storage/objectStore';
import { openStore } from '../../storage/openStore';

/** The bytes that a recipe names. They stay open as long as the worker lives. */
export async function openSource(
  recipe: OpenRecipe,
  signal?: AbortSignal,
): Promise<ByteSource & Partial<OpenObject>> {
  if (recipe.kind === 'bytes') return bytesSource(recipe.bytes, recipe.name);
  // The user has chosen the file itself: where a link leads is no matter of its folder.
  const place = await realpath(recipe.path).catch(fileSystemError('open', recipe.path));
  const store = await openStore(path.dirname(place), signal);
  return store.open(path.basename(place), signal);
}
