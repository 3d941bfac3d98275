import path from 'node:path';

import { bytesSource, type ByteSource } from '../../avro/byteSource';
import type { OpenRecipe } from '../../protocol/avroPreview';
import { openStore } from '../../storage/openStore';

/** The bytes that a recipe names. They stay open as long as the worker lives. */
export async function openSource(recipe: OpenRecipe, signal?: AbortSignal): Promise<ByteSource> {
  if (recipe.kind === 'bytes') return bytesSource(recipe.bytes, recipe.name);
  const store = await openStore(path.dirname(recipe.path), signal);
  return store.open(path.basename(recipe.path), signal);
}
