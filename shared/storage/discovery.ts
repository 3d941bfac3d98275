// Finds the export manifests below whatever the user points at. Reads names, never content.
import { DataSyncError, type ErrorCode } from '../errors';

import { isCloudUrl } from './cloud/readCloudUrl';
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
  // Whoever may not list is told of an absent object what he is told of a forbidden one.
  if (await unless(hiddenIn(store), store.stat(own, signal))) return [own];
  // Asked for by name: the root of a bucket may hold a million other things.
  const datasync = joinPath(start, 'datasync');
  const inside = await unless(absentIn(store), store.list(datasync, signal));
  if (inside) return findBelow(store, datasync, { listing: inside, levels: 2 }, signal);
  const listing = await store.list(start, signal).catch(adviseNotToList(store, start));
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
    const stats = batch.map(path => unless(hiddenIn(store), store.stat(path, signal)));
    const infos = await Promise.all(stats);
    found.push(...batch.filter((_, i) => infos[i] !== undefined));
  }
  if (found.length > 0 || levels === 1) return found;
  for (const each of folders) {
    signal?.throwIfAborted();
    const inner = await unless(absentIn(store), store.list(each, signal));
    if (inner) found.push(...(await findBelow(store, each, { listing: inner, levels: 1 }, signal)));
  }
  return found;
}

function isCandidate(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

/** In a bucket, what somebody else's policy keeps from this user is not his; on a disk it is a mistake that he must hear of. */
function hiddenIn({ url }: ObjectStore): readonly ErrorCode[] {
  return isCloudUrl(url) ? ['storage.denied'] : [];
}

function absentIn(store: ObjectStore): readonly ErrorCode[] {
  return ['storage.not-found', ...hiddenIn(store)];
}

/** What was asked for; undefined where that fails for one of these reasons. */
async function unless<T>(codes: readonly ErrorCode[], asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DataSyncError && codes.includes(error.code)) return undefined;
    throw error;
  }
}

/** Without the right to list, only the folder of an application is found. */
function adviseNotToList({ url }: ObjectStore, start: string): (error: unknown) => never {
  return error => {
    if (!(error instanceof DataSyncError && error.code === 'storage.denied')) throw error;
    const { code, message, data } = error;
    const place = joinPath(url, start);
    const advice = `Who may read but not list names an application: ${place}/datasync/<subscription>/<application>`;
    throw new DataSyncError(code, `${message}. ${advice}`, data, { cause: error });
  };
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
