// From the paths on the command line to the files that are going to be checked.
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

import { DataSyncError } from '../errors';
import { kindOfFileName } from '../manifest/kindOfFileName';
import type { ManifestFileKind } from '../manifest/types';
import { createFileStore } from '../storage/fileStore';
import { fileSystemError } from '../storage/fileSystemError';
import type { ObjectStore } from '../storage/objectStore';
import { isCloudUrl } from '../storage/cloud/readCloudUrl';
import type { Stores } from '../storage/createStores';
import { localPath } from '../storage/localPath';
import { locationOf, splitLocation } from '../storage/location';
import { joinPath } from '../storage/objectPath';
import type { BucketMirror } from './bucketMirror';

/** One file to check. */
export interface FoundDocument {
  /** Absolute; of a document in a bucket that of its copy, which `copy` makes. */
  readonly path: string;
  readonly copy?: (signal?: AbortSignal) => Promise<void>;
  /** As the user would write it: the argument, and what was found below it. */
  readonly shown: string;
  /** By the file's name; undefined where the content must tell. */
  readonly kind: ManifestFileKind | undefined;
  /** The user named the file itself, so that failing to read it is the command's failure. */
  readonly isNamed: boolean;
  /** Why this folder could not be looked into, so that what lies below it is not known. */
  readonly failure?: DataSyncError;
}

/** Where Pendo writes matched events, by the thousand: no manifest lies there. */
const skipped: ReadonlySet<string> = new Set(['matchedEvents', 'node_modules', '.git']);

/** Folders inside one another, more than any destination has: a link may lead in a circle. */
const depthLimit = 12;

/** Where arguments that are no paths lead. */
export interface DocumentPorts {
  readonly cwd: string;
  readonly stores: Stores;
  readonly mirror: BucketMirror;
}

/** All manifests and bills of materials at or below the paths, each once, sorted within each path. */
export async function findDocuments(
  paths: readonly string[],
  ports: DocumentPorts,
  signal?: AbortSignal,
): Promise<readonly FoundDocument[]> {
  const found = new Map<string, FoundDocument>();
  for (const argument of paths) {
    signal?.throwIfAborted();
    const documents = isCloudUrl(argument)
      ? documentsInBucket(argument, ports, signal)
      : documentsAt(argument, ports.cwd, signal);
    for await (const document of documents) {
      const real = await realpath(document.path).catch(() => document.path);
      if (!found.has(real)) found.set(real, document);
    }
  }
  return [...found.values()];
}

async function* documentsInBucket(
  argument: string,
  { stores, mirror }: DocumentPorts,
  signal?: AbortSignal,
): AsyncIterable<FoundDocument> {
  const location = locationOf(argument);
  const { folder: above, name } = splitLocation(location);
  const isNamed = kindOfFileName(name) !== undefined;
  const store = await stores.open(isNamed ? above : location, signal);
  const folder = await mirror.folderOf(store);
  const documentOf = (below: string) => {
    const target = path.join(folder, ...below.split('/'));
    const shown = joinPath(store.url, below);
    const kind = kindOfFileName(path.posix.basename(below));
    const copy = (own?: AbortSignal) => mirror.copy(store, { below, target }, own);
    return { path: target, shown, kind, isNamed, copy };
  };
  if (isNamed) {
    yield documentOf(name);
    return;
  }
  let count = 0;
  for await (const { below, failure } of manifestsBelow(store, '', depthLimit, signal)) {
    count++;
    yield { ...documentOf(below), ...(failure ? { failure } : {}) };
  }
  if (count === 0) throw nothingFound(location);
}

async function* documentsAt(
  argument: string,
  cwd: string,
  signal?: AbortSignal,
): AsyncIterable<FoundDocument> {
  const isUrl = argument === '' || /^[a-z][a-z0-9+.-]+:\/\//i.test(argument);
  const location = isUrl ? localPath(argument) : path.resolve(cwd, argument);
  const stats = await stat(location).catch(fileSystemError('open', argument));
  if (!stats.isDirectory()) {
    const kind = kindOfFileName(path.basename(location));
    yield { path: location, shown: argument, kind, isNamed: true };
    return;
  }
  const store = createFileStore(location);
  let count = 0;
  for await (const { below, failure } of manifestsBelow(store, '', depthLimit, signal)) {
    count++;
    yield {
      path: path.join(location, below),
      shown: path.join(argument, below),
      kind: kindOfFileName(path.basename(below)),
      isNamed: false,
      ...(failure ? { failure } : {}),
    };
  }
  if (count === 0) throw nothingFound(argument);
}

/** The folder's own files first, a manifest before the bills of materials below it. */
async function* manifestsBelow(
  store: ObjectStore,
  folder: string,
  levels: number,
  signal?: AbortSignal,
): AsyncIterable<Pick<FoundDocument, 'failure'> & { readonly below: string }> {
  const listing = await store.list(folder, signal).catch(asFailure);
  if (listing instanceof DataSyncError) {
    if (folder === '') throw listing;
    yield { below: folder, failure: listing };
    return;
  }
  for (const { path: below } of listing.objects) {
    if (kindOfFileName(path.posix.basename(below))) yield { below };
  }
  if (levels === 0) return;
  for (const name of listing.folders) {
    signal?.throwIfAborted();
    if (skipped.has(name)) continue;
    const below = folder === '' ? name : `${folder}/${name}`;
    if (!isCloudUrl(store.url) && (await leadsOut(store, below, signal))) continue;
    yield* manifestsBelow(store, below, levels - 1, signal);
  }
}

function asFailure(error: unknown): DataSyncError {
  if (error instanceof DataSyncError && error.code.startsWith('storage.')) return error;
  throw error;
}

/** A link that leaves the folder, or leads back to it, is not followed. */
async function leadsOut(
  store: ObjectStore,
  folder: string,
  signal?: AbortSignal,
): Promise<boolean> {
  try {
    await store.stat(folder, signal);
    return false;
  } catch (error) {
    if (error instanceof DataSyncError && error.code === 'storage.outside-folder') return true;
    throw error;
  }
}

function nothingFound(argument: string): DataSyncError {
  return new DataSyncError(
    'storage.no-destination',
    `no exportmanifest.json or billofmaterials.json lies in ${argument} or below; ` +
      'name the folder of a destination, or a file',
    { path: argument },
  );
}
