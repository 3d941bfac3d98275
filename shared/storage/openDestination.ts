// From what the user typed to an open store and the manifests in it: the one call that verbs make.
import { stat } from 'node:fs/promises';

import { DataSyncError } from '../errors';

import { isCloudUrl } from './cloud/readCloudUrl';
import type { Stores } from './createStores';
import { discoverManifests, manifestName, type FoundManifest } from './discovery';
import { fileSystemError } from './fileSystemError';
import { locationOf, splitLocation } from './location';
import type { ObjectStore } from './objectStore';

/** A store and the manifests found in it. */
export interface Destination {
  readonly store: ObjectStore;
  readonly manifests: readonly FoundManifest[];
}

/** Opens what a path or URL names, see openDestination. */
export type OpenDestination = (url: string, signal?: AbortSignal) => Promise<Destination>;

/**
 * Opens a folder, or a place in a bucket, at or above the manifests, or a manifest file: then the store's root is its
 * folder. No manifest is `storage.no-destination`.
 */
export async function openDestination(
  stores: Stores,
  url: string,
  signal?: AbortSignal,
): Promise<Destination> {
  signal?.throwIfAborted();
  const location = locationOf(url);
  const { folder, name } = splitLocation(location);
  const isFile = isCloudUrl(location) ? name.endsWith('.json') : await isLocalFile(location);
  if (!isFile) {
    const store = await stores.open(location, signal);
    return { store, manifests: await discoverManifests(store, '', signal) };
  }
  if (name !== manifestName) throw notAManifest(location);
  const store = await stores.open(folder, signal);
  return { store, manifests: await discoverManifests(store, manifestName, signal) };
}

async function isLocalFile(location: string): Promise<boolean> {
  const stats = await stat(location).catch(fileSystemError('open', location));
  return !stats.isDirectory();
}

function notAManifest(location: string): DataSyncError {
  return new DataSyncError(
    'storage.no-destination',
    `${location} is not an export manifest: its name would be ${manifestName}. ` +
      'Name that file, or a folder at or above it',
    { path: location },
  );
}
