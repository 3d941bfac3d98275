// From what the user typed to an open store and the manifests in it: the one call that verbs make.
import { stat } from 'node:fs/promises';
import path from 'node:path';

import { DataSyncError } from '../errors';

import { discoverManifests, manifestName, type FoundManifest } from './discovery';
import { fileSystemError } from './fileSystemError';
import type { ObjectStore } from './objectStore';
import { localPath, openStore } from './openStore';

/** A store and the manifests found in it. */
export interface Destination {
  readonly store: ObjectStore;
  readonly manifests: readonly FoundManifest[];
}

/**
 * Opens a folder at or above the manifests, or a manifest file: then the store's root is its folder.
 * No manifest is `storage.no-destination`.
 */
export async function openDestination(url: string, signal?: AbortSignal): Promise<Destination> {
  signal?.throwIfAborted();
  const location = localPath(url);
  const stats = await stat(location).catch(fileSystemError('open', location));
  if (stats.isDirectory()) {
    const store = await openStore(location, signal);
    return { store, manifests: await discoverManifests(store, '', signal) };
  }
  if (path.basename(location) !== manifestName) throw notAManifest(location);
  const store = await openStore(path.dirname(location), signal);
  return { store, manifests: await discoverManifests(store, manifestName, signal) };
}

function notAManifest(location: string): DataSyncError {
  return new DataSyncError(
    'storage.no-destination',
    `${location} is not an export manifest: its name would be ${manifestName}. ` +
      'Name that file, or a folder at or above it',
    { path: location },
  );
}
