import type { PlacedFiles } from '../../shared/facts/avroIndex';
import { exportFilesOf } from '../../shared/facts/exportFiles';
import { listExport, type ExportContent } from '../../shared/facts/exportListing';
import type { ObjectStore } from '../../shared/storage/objectStore';

/** The exports at the root of a store, as they are now. */
export async function placedFiles(store: ObjectStore): Promise<PlacedFiles> {
  const contents = new Map<string, ExportContent>();
  for (const exportId of (await store.list('')).folders) {
    contents.set(exportId, (await listExport({ store, exportId }, undefined)).content);
  }
  return { folder: '/exports', files: exportFilesOf(contents) };
}
