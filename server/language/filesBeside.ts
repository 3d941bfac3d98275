// Files of exports that lie beside a manifest, as places that an editor can open.
import path from 'node:path';

import type { ManifestFacts } from '../../shared/manifest/facts';
import { pathFault } from '../../shared/storage/objectPath';
import { bucketFolderOf, uriOfPath } from '../fileUri';
import type { OpenManifest } from '../openManifest';

/** The URI of an export's file, if it is there; undefined also for names that would lead elsewhere. */
export function fileBeside(
  { path: location, kind, uri }: OpenManifest,
  facts: ManifestFacts,
  { exportId, file }: { readonly exportId: string | undefined; readonly file: string },
): string | undefined {
  const isManifest = kind === 'exportManifest';
  if (
    exportId === undefined ||
    pathFault(exportId) !== undefined ||
    pathFault(file) !== undefined
  ) {
    return undefined;
  }
  // A bill of materials lies in its export's folder, one below the manifest's.
  const inBucket = bucketFolderOf(uri, isManifest ? 1 : 2);
  if (inBucket !== undefined) return `${inBucket}/${encodePath(`${exportId}/${file}`)}`;
  if (location === undefined || typeof facts.fileSize?.(exportId, file) !== 'number')
    return undefined;
  const folder = path.dirname(isManifest ? location : path.dirname(location));
  return uriOfPath(path.join(folder, exportId, file));
}

function encodePath(below: string): string {
  return below.split('/').map(encodeURIComponent).join('/');
}
