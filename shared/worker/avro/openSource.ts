import { realpath } from 'node:fs/promises';

import { bytesSource, type ByteSource } from '../../avro/byteSource';
import type { OpenRecipe } from '../../protocol/avroPreview';
import { fileSystemError } from '../../storage/fileSystemError';
import type { Stores } from '../../storage/createStores';
import { splitLocation } from '../../storage/location';
import type { OpenObject } from '../../storage/objectStore';

/** The bytes that a recipe names. They stay open as long as the worker lives. */
export async function openSource(
  stores: Stores,
  recipe: OpenRecipe,
  signal?: AbortSignal,
): Promise<ByteSource & Partial<OpenObject>> {
  switch (recipe.kind) {
    case 'bytes':
      return bytesSource(recipe.bytes, recipe.name);
    case 'file': {
      // The user has chosen the file itself: where a link leads is no matter of its folder.
      const place = await realpath(recipe.path).catch(fileSystemError('open', recipe.path));
      const { folder, name } = splitLocation(place);
      return (await stores.open(folder, signal)).open(name, signal);
    }
    case 'stored':
      return (await stores.open(recipe.destination, signal)).open(recipe.path, signal);
  }
}
