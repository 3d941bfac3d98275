// Editors name files by URI, the disk by path.
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Of documents that our extension shows in its read-only file system: a part of a file, with a path beside it. */
const ownScheme = /^pendo-data-sync:(?=\/[^/])([^?#]*).*$/s;

/** The path of a `file:` URI, or of one of our own; undefined for every other scheme, such as `untitled:`. */
export function pathOfUri(uri: string): string | undefined {
  const own = ownScheme.exec(uri)?.[1];
  if (own === undefined && !/^file:\/\//i.test(uri)) return undefined;
  try {
    return fileURLToPath(own === undefined ? uri : `file://${own}`);
  } catch {
    // A host or an encoding that this machine has no path for: then nothing lies beside it.
    return undefined;
  }
}

/** The `file:` URI of an absolute path. */
export function uriOfPath(location: string): string {
  return pathToFileURL(location).href;
}
