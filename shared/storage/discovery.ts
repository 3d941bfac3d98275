// Finds the export manifests below whatever the user points at. Reads names, never content.
import { DataSyncError } from '../errors';

import { noDestination } from './noDestination';
import { joinPath, splitPath } from './objectPath';
import type { Listing, ObjectStore } from './objectStore';

/** Name of the file that makes a folder an application's (or account's, or visitor's). */
export const manifestName = 'exportmanifest.json';

/** A manifest that was found; ids that the folders' names do not tell are null: the content has them. */
export interface FoundManifest {
  /** Of the manifest file in the store. */
  readonly path: string;
  /** The folder it lies in: exports resolve below it. */
  readonly folder: string;
  readonly subscription: string | null;
  /** An application id, `account` or `visitor`. */
  readonly application: string | null;
}

/** How many folders are asked for a manifest at once. */
const probesAtOnce = 16;

/**
 * All manifests at or below a path of the store: its root, `datasync/`, a subscription, an application or a
 * manifest file; sorted by path. None is `storage.no-destination`. Folders of exports are never listed.
 */
export async function discoverManifests(
  store: ObjectStore,
  startPath = '',
  signal?: AbortSignal,
): Promise<FoundManifest[]> {
  const start = startPath.replace(/\/+$/, '');
  const paths = await findPaths(store, start, signal);
  if (paths.length === 0) throw await noDestination(store, start, signal);
  return paths.map(path => describeManifest(store.url, path));
}

async function findPaths(
  store: ObjectStore,
  start: string,
  signal?: AbortSignal,
): Promise<string[]> {
  if (start !== '' && splitPath(start).name === manifestName) {
    return (await store.stat(start, signal)) ? [start] : [];
  }
  const own = joinPath(start, manifestName);
  if (await store.stat(own, signal)) return [own];
  // Asked for by name: the root of a bucket may hold a million other things.
  const datasync = joinPath(start, 'datasync');
  const inside = await listIfThere(store, datasync, signal);
  if (inside) return findBelow(store, datasync, { listing: inside, levels: 2 }, signal);
  const listing = await store.list(start, signal);
  return findBelow(store, start, { listing, levels: 2 }, signal);
}

/** Manifests in the folders of a listing; only where none of them has one, one level deeper. */
async function findBelow(
  store: ObjectStore,
  folder: string,
  { listing, levels }: { readonly listing: Listing; readonly levels: number },
  signal?: AbortSignal,
): Promise<string[]> {
  const folders = listing.folders.filter(isCandidate).map(name => joinPath(folder, name));
  const found: string[] = [];
  for (let start = 0; start < folders.length; start += probesAtOnce) {
    signal?.throwIfAborted();
    const batch = folders.slice(start, start + probesAtOnce).map(each => `${each}/${manifestName}`);
    const infos = await Promise.all(batch.map(path => store.stat(path, signal)));
    found.push(...batch.filter((_, i) => infos[i] !== undefined));
  }
  if (found.length > 0 || levels === 1) return found;
  for (const each of folders) {
    signal?.throwIfAborted();
    const inner = await listIfThere(store, each, signal);
    if (inner) found.push(...(await findBelow(store, each, { listing: inner, levels: 1 }, signal)));
  }
  return found;
}

function isCandidate(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

async function listIfThere(
  store: ObjectStore,
  folder: string,
  signal?: AbortSignal,
): Promise<Listing | undefined> {
  try {
    return await store.list(folder, signal);
  } catch (error) {
    if (error instanceof DataSyncError && error.code === 'storage.not-found') return undefined;
    throw error;
  }
}

/** Ids from the names of the folders, where these are Pendo's: below `datasync`, or numbers. */
function describeManifest(url: string, path: string): FoundManifest {
  const { folder } = splitPath(path);
  const names = `${url.replaceAll('\\', '/')}/${folder}`.split('/').filter(name => name !== '');
  const [datasync, subscription, application] = names.slice(-3);
  const known =
    application !== undefined &&
    subscription !== undefined &&
    (datasync === 'datasync' || (isSubscriptionId(subscription) && isApplicationId(application)));
  return {
    path,
    folder,
    subscription: known ? subscription : null,
    application: known ? application : null,
  };
}

function isSubscriptionId(name: string): boolean {
  return /^\d{4,}$/.test(name);
}

function isApplicationId(name: string): boolean {
  return name === 'account' || name === 'visitor' || /^-?\d+$/.test(name);
}
