// What lies on disk around a manifest, asked once for each folder.
import { DataSyncError } from '../errors';
import { createFileStore } from '../storage/fileStore';
import type { Listing, ObjectStore } from '../storage/objectStore';

/** Folders inside an export's folder: Pendo has two levels. */
const depthLimit = 6;

/** The exports that lie beside a manifest, with their files. */
export interface ExportFiles {
  /**
   * Whether Avro files of the export are there; undefined when those of no export are:
   * then somebody copied only the JSON, which is nothing to complain of.
   */
  hasFiles(exportId: string): boolean | undefined;
  /** Bytes; null for a file that is not there, undefined where nobody looked. */
  size(exportId: string, path: string): number | null | undefined;
  /** Paths of the export's Avro files below its folder; undefined where nobody looked. */
  avroFiles(exportId: string): readonly string[] | undefined;
}

/** Lists the folders of these exports below the manifest's folder. */
export async function readExportFiles(
  folder: string,
  exportIds: readonly string[],
  signal?: AbortSignal,
): Promise<ExportFiles> {
  const store = createFileStore(folder);
  const folders = new Set((await listIfReadable(store, '', signal))?.folders ?? []);
  const present = new Set<string>();
  const sizes = new Map<string, ReadonlyMap<string, number>>();
  for (const exportId of new Set(exportIds)) {
    if (!folders.has(exportId)) continue;
    const files = new Map<string, number>();
    const isComplete = await addFiles(store, exportId, { files, levels: depthLimit }, signal);
    const hasAvro = [...files.keys()].some(file => file.endsWith('.avro'));
    if (!isComplete || hasAvro) present.add(exportId);
    if (isComplete && hasAvro) sizes.set(exportId, files);
  }
  return {
    hasFiles: exportId => (present.size > 0 ? present.has(exportId) : undefined),
    size(exportId, path) {
      const files = sizes.get(exportId);
      return files ? (files.get(`${exportId}/${path}`) ?? null) : undefined;
    },
    avroFiles(exportId) {
      const files = sizes.get(exportId);
      if (!files) return undefined;
      const paths = [...files.keys()].filter(file => file.toLowerCase().endsWith('.avro'));
      return paths.map(file => file.slice(exportId.length + 1));
    },
  };
}

/** False when some folder could not be read: then nothing can be called missing. */
async function addFiles(
  store: ObjectStore,
  folder: string,
  { files, levels }: { readonly files: Map<string, number>; readonly levels: number },
  signal?: AbortSignal,
): Promise<boolean> {
  signal?.throwIfAborted();
  const listing = await listIfReadable(store, folder, signal);
  if (!listing || levels === 0) return listing !== undefined;
  for (const { path, size } of listing.objects) files.set(path, size);
  let isComplete = true;
  for (const name of listing.folders) {
    const below = await addFiles(store, `${folder}/${name}`, { files, levels: levels - 1 }, signal);
    isComplete = isComplete && below;
  }
  return isComplete;
}

async function listIfReadable(
  store: ObjectStore,
  folder: string,
  signal?: AbortSignal,
): Promise<Listing | undefined> {
  try {
    return await store.list(folder, signal);
  } catch (error) {
    if (error instanceof DataSyncError && error.code.startsWith('storage.')) return undefined;
    throw error;
  }
}
