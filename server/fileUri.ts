// Editors name files by URI, the disk by path.
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Of documents that our extension shows in its read-only file system: a part of a file, with a path beside it. */
const ownScheme = /^pendo-data-sync:(?=\/[^/])([^?#]*).*$/s;

/** Of documents that lie in a bucket: `pendo-data-sync://s3/acme/exports/exportmanifest.json`. */
const inBucket = /^(pendo-data-sync:\/\/[^/?#]+\/[^?#]*)/;

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

/** The URI without its last segments, where it is one of a document in a bucket: nothing is known of what lies beside it. */
export function bucketFolderOf(uri: string, levels: number): string | undefined {
  const found = inBucket.exec(uri)?.[1];
  return found?.split('/').slice(0, -levels).join('/');
}

/** The name of the folder that a document in a bucket lies in; undefined for any other. */
export function exportFolderOf(uri: string): string | undefined {
  const name = inBucket.exec(uri)?.[1]?.split('/').at(-2);
  return name === undefined ? undefined : decodeURIComponent(name);
}

/** The `file:` URI of an absolute path. */
export function uriOfPath(location: string): string {
  return pathToFileURL(location).href;
}
