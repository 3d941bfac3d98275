// Paths that come from a manifest are strangers' input: they may only lead below the export's own folder.
import { DataSyncError } from '../errors';

/**
 * Where a file of an export lies in the store: `<folder of the manifest>/<export id>/<relative path>`.
 * A path that would leave the export's folder is `storage.outside-folder`.
 */
export function resolveObjectPath(folder: string, exportId: string, relative: string): string {
  const exportFault = exportId.includes('/') ? 'it holds a slash' : pathFault(exportId);
  if (exportFault) throw outside(exportId, exportFault, 'export id');
  const fault = pathFault(relative);
  if (fault) throw outside(relative, fault, 'file');
  return joinPath(folder, `${exportId}/${relative}`);
}

/** Two paths of a store joined by a slash; an empty one, the root, adds nothing. */
export function joinPath(folder: string, name: string): string {
  if (folder === '') return name;
  return name === '' ? folder : `${folder}/${name}`;
}

/** The folder that a path lies in, `''` at the root, and its last segment. */
export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const slash = path.lastIndexOf('/');
  return { folder: path.slice(0, Math.max(slash, 0)), name: path.slice(slash + 1) };
}

/** Why a path may not be followed below a folder; undefined for a good one. */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'it is empty';
  for (let i = 0; i < path.length; i++) {
    const unit = path.charCodeAt(i);
    if (unit < 0x20 || unit === 0x7f) return 'it holds a control character';
  }
  if (path.includes('\\')) return 'it holds a backslash';
  if (path.startsWith('/')) return 'it starts with a slash';
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) return 'it carries a scheme or a drive';
  for (const segment of path.split('/')) {
    if (segment === '') return 'it has an empty segment';
    // Windows drops trailing dots and spaces, so that `.. ` is the parent there.
    if (/^[. ]+$/.test(segment)) return `it has the segment '${segment}'`;
  }
  return undefined;
}

function outside(path: string, fault: string, what: string): DataSyncError {
  const message =
    `${what} ${JSON.stringify(path)} is refused: ${fault}. ` +
    `Allowed are paths below the export's folder such as matchedEvents/Page/abc.avro`;
  return new DataSyncError('storage.outside-folder', message, { path });
}
