import type { ReadTextOptions } from '../manifest/readManifestText';
import type { ExportManifest } from '../manifest/types';
import type { FoundManifest } from '../storage/discovery';
import type { ObjectStore } from '../storage/objectStore';

/** The manifest at a path of a store, by a strict or a lenient reader of its text. */
export async function readFoundManifest(
  store: ObjectStore,
  { path, application }: FoundManifest,
  read: (text: string, options: ReadTextOptions) => { readonly manifest: ExportManifest },
  signal: AbortSignal,
): Promise<ExportManifest> {
  const object = await store.open(path, signal);
  try {
    const text = new TextDecoder().decode(await object.read(0, object.size, signal));
    const folder = application === null ? {} : { folder: application };
    return read(text, { name: path, ...folder }).manifest;
  } finally {
    await object.close();
  }
}
