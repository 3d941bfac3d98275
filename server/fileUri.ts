// Editors name files by URI, the disk by path.
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The path of a `file:` URI; undefined for every other scheme, such as `untitled:`. */
export function pathOfUri(uri: string): string | undefined {
  if (!/^file:\/\//i.test(uri)) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // A host or an encoding that this machine has no path for: then nothing lies beside it.
    return undefined;
  }
}

/** The `file:` URI of an absolute path. */
export function uriOfPath(location: string): string {
  return pathToFileURL(location).href;
}
