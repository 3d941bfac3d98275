// The names behind page, feature and track type ids of a manifest, from its exports' definition files.
import { AvroIndex } from '../facts/avroIndex';
import type { ExportFiles } from '../facts/exportFiles';
import { NameReader, type DefiningExport, type MatchableNames } from '../facts/matchableNames';
import type { ExportManifest } from '../manifest/types';
import { isCloudUrl } from '../storage/cloud/readCloudUrl';
import { createFileStore } from '../storage/fileStore';
import { joinPath, resolveObjectPath } from '../storage/objectPath';
import { storeBelow } from '../storage/storeBelow';
import { LruMap } from '../util/lruMap';
import type { FoundManifest } from '../storage/discovery';
import type { ObjectInfo, ObjectStore } from '../storage/objectStore';
import { DataSyncError } from '../errors';

/** Newer exports know nearly all that older ones do. */
const exportsAsked = 20;
/** In a bucket, where names cost requests and bytes that a user may pay for. */
const exportsAskedOfBucket = 3;
/** Manifests whose stores are at hand. */
const storesKept = 64;

/** Reads names, and remembers the files it read. */
export class DefinitionNames {
  readonly #stores = new LruMap<string, ObjectStore>(storesKept);
  readonly #names = new NameReader(
    new AvroIndex({ openStore: folder => this.#stores.get(folder) ?? createFileStore(folder) }),
  );

  /** The names that the newest exports of a manifest know. */
  async read(
    store: ObjectStore,
    { folder }: FoundManifest,
    manifest: ExportManifest,
    signal: AbortSignal,
  ): Promise<MatchableNames> {
    const asked = isCloudUrl(store.url) ? exportsAskedOfBucket : exportsAsked;
    const exports = definingExports(manifest).slice(0, asked);
    const found = new Map<string, ObjectInfo>();
    const stat = async (exportId: string, file: string): Promise<void> => {
      const info = await statListed(store, resolvedPath(folder, exportId, file), signal);
      if (info) found.set(`${exportId}/${file}`, info);
    };
    await Promise.all(
      exports.flatMap(({ exportId, files }) =>
        Object.values(files).flatMap(list => list.map(file => stat(exportId, file))),
      ),
    );
    const placed = { folder: joinPath(store.url, folder), files: filesOf(found) };
    this.#stores.set(placed.folder, storeBelow(store, folder));
    return this.#names.read(exports, placed, signal);
  }
}

function definingExports({ exports }: ExportManifest): DefiningExport[] {
  return exports
    .map(({ exportId, counter, definitions: { pages, features, trackTypes } }) => ({
      exportId,
      counter,
      files: {
        Page: pages?.files ?? [],
        Feature: features?.files ?? [],
        TrackType: trackTypes?.files ?? [],
      },
    }))
    .filter(({ files }) => Object.values(files).some(list => list.length > 0))
    .sort((a, b) => b.counter - a.counter);
}

/** Only what was asked for is known. */
function filesOf(found: ReadonlyMap<string, ObjectInfo>): ExportFiles {
  const info = (exportId: string, file: string) => found.get(`${exportId}/${file}`);
  return {
    hasFiles: () => undefined,
    size: (exportId, file) => info(exportId, file)?.size ?? null,
    version: (exportId, file) => info(exportId, file)?.version,
    avroFiles: () => undefined,
  };
}

function resolvedPath(folder: string, exportId: string, file: string): string | undefined {
  try {
    return resolveObjectPath(folder, exportId, file);
  } catch (error) {
    if (error instanceof DataSyncError && error.code === 'storage.outside-folder') return undefined;
    throw error;
  }
}

/** A file that cannot be read has no names; whoever opens it learns why. */
async function statListed(
  store: ObjectStore,
  location: string | undefined,
  signal: AbortSignal,
): Promise<ObjectInfo | undefined> {
  if (location === undefined) return undefined;
  try {
    return await store.stat(location, signal);
  } catch (error) {
    if (error instanceof DataSyncError && error.code.startsWith('storage.')) return undefined;
    throw error;
  }
}
