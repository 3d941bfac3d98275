// Places as users and settings name them, a path or a URL, put together and taken apart.
import path from 'node:path';

import { isCloudUrl, readCloudUrl } from './cloud/readCloudUrl';
import { localPath } from './localPath';
import { splitPath } from './objectPath';

/** A file and the folder it lies in, which a store can be opened at. */
export interface SplitLocation {
  /** A folder or URL. */
  readonly folder: string;
  /** In it. */
  readonly name: string;
}

/** The one spelling of a folder or a place in a bucket: an absolute path, or `s3://bucket/path`. */
export function locationOf(url: string): string {
  return readCloudUrl(url)?.place.url ?? localPath(url);
}

/** A path below a destination: `/data/acme/1/x.avro`, `s3://acme/exports/1/x.avro`. */
export function locationBelow(destination: string, below: string): string {
  const location = locationOf(destination);
  if (below === '') return location;
  return isCloudUrl(location) ? `${location}/${below}` : path.join(location, below);
}

/** The folder and the name of a file; of a bucket itself the name is empty. */
export function splitLocation(url: string): SplitLocation {
  const place = readCloudUrl(url)?.place;
  if (!place) {
    const location = localPath(url);
    return { folder: path.dirname(location), name: path.basename(location) };
  }
  const { name } = splitPath(place.prefix);
  return { folder: place.url.slice(0, place.url.length - name.length).replace(/\/$/, ''), name };
}
