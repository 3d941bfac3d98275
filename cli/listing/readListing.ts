// Reads the manifests of a destination, one by one, into the listing.
import { readManifestText } from '../../shared/manifest/readManifestText';
import type { ExportManifest } from '../../shared/manifest/types';
import type { Ledger } from '../../shared/plan/ledger';
import type { FailedApplication } from '../../shared/protocol/worker';
import { DataSyncError } from '../../shared/errors';
import type { FoundManifest } from '../../shared/storage/discovery';
import { resolveObjectPath } from '../../shared/storage/objectPath';
import type { ObjectStore } from '../../shared/storage/objectStore';
import type { Destination } from '../../shared/storage/openDestination';
import { failedApplication } from '../../shared/sync/failedApplication';
import {
  isChosen,
  manifestIds,
  mayBeChosen,
  nothingChosen,
  type ManifestIds,
} from '../../shared/sync/manifestIds';
import { readFoundManifest } from '../../shared/sync/readFoundManifest';
import { filesOf, listManifest, type ListManifestOptions } from '../../shared/listing/listManifest';
import type { ListedApplication, ListingDepth } from '../../shared/listing/listing';

/** A manifest that says nothing of them, in folders that say nothing either. */
const unknownIds: ManifestIds = { subscription: 'unknown', application: 'unknown' };

export interface ReadListingOptions {
  readonly depth: ListingDepth;
  /** `[<subscription>/]<id>`; empty means all. */
  readonly applications: readonly string[];
  /** What the local database holds of an application; undefined when none was named. */
  readonly ledgerOf:
    ((subscription: string, application: string) => Ledger | undefined) | undefined;
  /** Told of a manifest that cannot be read, where there are others. */
  readonly onFailure: (failed: FailedApplication) => void;
}

/** The applications of a destination, sorted by path. */
export async function* readListing(
  { store, manifests }: Destination,
  options: ReadListingOptions,
  signal: AbortSignal,
): AsyncGenerator<ListedApplication> {
  let matches = 0;
  for (const found of manifests) {
    signal.throwIfAborted();
    if (!mayBeChosen(found, options.applications)) continue;
    let listed: ListedApplication | undefined;
    try {
      listed = await listFound(store, found, options, signal);
      if (!listed) continue;
    } catch (thrown) {
      if (manifests.length === 1 || signal.aborted) throw thrown;
      options.onFailure(failedApplication({ subscription: '', application: found.path }, thrown));
    }
    matches++;
    if (listed) yield listed;
  }
  if (matches === 0) throw nothingChosen(manifests, options.applications);
}

async function listFound(
  store: ObjectStore,
  found: FoundManifest,
  options: ReadListingOptions,
  signal: AbortSignal,
): Promise<ListedApplication | undefined> {
  const manifest = await readFoundManifest(store, found, readManifestText, signal);
  const ids = manifestIds(found, manifest) ?? unknownIds;
  if (!isChosen(ids, options.applications)) return undefined;
  return listManifest(manifest, {
    ...ids,
    path: found.path,
    depth: options.depth,
    ledger: options.ledgerOf?.(ids.subscription, ids.application),
    locate: await locatorOf(store, found, manifest, options, signal),
  });
}

/** How many files are asked for their size at once. */
const statsAtOnce = 32;

async function locatorOf(
  store: ObjectStore,
  { folder }: FoundManifest,
  manifest: ExportManifest,
  { depth }: ReadListingOptions,
  signal: AbortSignal,
): Promise<ListManifestOptions['locate']> {
  const sizes = new Map<string, number>();
  if (depth === 'files') {
    const paths = manifest.exports.flatMap(entry =>
      filesOf(entry).flatMap(file => resolved(folder, entry.exportId, file) ?? []),
    );
    for (let start = 0; start < paths.length; start += statsAtOnce) {
      signal.throwIfAborted();
      const batch = paths.slice(start, start + statsAtOnce);
      const infos = await Promise.all(batch.map(path => store.stat(path, signal)));
      for (const info of infos) if (info) sizes.set(info.path, info.size);
    }
  }
  return (exportId, relative) => {
    const path = resolved(folder, exportId, relative);
    if (path === undefined) return { path: relative, size: null, fault: 'refused' };
    const size = sizes.get(path);
    return size === undefined ? { path, size: null, fault: 'missing' } : { path, size };
  };
}

function resolved(folder: string, exportId: string, relative: string): string | undefined {
  try {
    return resolveObjectPath(folder, exportId, relative);
  } catch (error) {
    if (error instanceof DataSyncError && error.code === 'storage.outside-folder') return undefined;
    throw error;
  }
}
