import { isDataSyncError } from '../errors';
import type { ReadTextOptions } from '../manifest/readManifestText';
import type { ExportManifest } from '../manifest/types';
import { checkedReads } from '../storage/checkedReads';
import type { FoundManifest } from '../storage/discovery';
import type { ObjectStore } from '../storage/objectStore';

/** The manifest at a path of a store, by a strict or a lenient reader of its text. */
export async function readFoundManifest(
  store: ObjectStore,
  { path, application }: FoundManifest,
  read: (text: string, options: ReadTextOptions) => { readonly manifest: ExportManifest },
  signal: AbortSignal,
): Promise<ExportManifest> {
  const readAll = () => readText(store, path, signal);
  // Pendo writes it anew with each export: what was seen of it when it was found may be its last state.
  const text = await readAll().catch((error: unknown) => {
    if (isDataSyncError(error) && error.code === 'storage.changed') return readAll();
    throw error;
  });
  const folder = application === null ? {} : { folder: application };
  return read(text, { name: path, ...folder }).manifest;
}

async function readText(store: ObjectStore, path: string, signal: AbortSignal): Promise<string> {
  const object = await store.open(path, signal);
  try {
    const read = checkedReads(object, `${store.url}/${path}`);
    return new TextDecoder().decode(await read(0, object.size, signal));
  } finally {
    await object.close();
  }
}
