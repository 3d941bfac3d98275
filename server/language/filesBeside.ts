// Files of exports that lie beside a manifest, as places that an editor can open.
import path from 'node:path';

import type { ManifestFacts } from '../../shared/manifest/facts';
import { pathFault } from '../../shared/storage/objectPath';
import { uriOfPath } from '../fileUri';
import type { OpenManifest } from '../openManifest';

/** The URI of an export's file, if it is there; undefined also for names that would lead elsewhere. */
export function fileBeside(
  { path: location, kind }: OpenManifest,
  facts: ManifestFacts,
  { exportId, file }: { readonly exportId: string | undefined; readonly file: string },
): string | undefined {
  if (location === undefined || exportId === undefined) return undefined;
  const isSafe = pathFault(exportId) === undefined && pathFault(file) === undefined;
  if (!isSafe || typeof facts.fileSize?.(exportId, file) !== 'number') return undefined;
  // A bill of materials lies in its export's folder, one below the manifest's.
  const folder = path.dirname(kind === 'exportManifest' ? location : path.dirname(location));
  return uriOfPath(path.join(folder, exportId, file));
}
