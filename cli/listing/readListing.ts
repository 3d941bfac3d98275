// Reads the manifests of a destination, one by one, into the listing.
import { readManifestText } from '../../shared/manifest/readManifestText';
import type { ExportManifest } from '../../shared/manifest/types';
import type { Ledger } from '../../shared/plan/ledger';
import { DataSyncError } from '../../shared/errors';
import type { FoundManifest } from '../../shared/storage/discovery';
import { resolveObjectPath } from '../../shared/storage/objectPath';
import type { ObjectStore } from '../../shared/storage/objectStore';
import type { Destination } from '../../shared/storage/openDestination';
import { filesOf, listManifest, type ListManifestOptions } from './listManifest';
import type { ListedApplication, ListingDepth } from './listing';

export interface ReadListingOptions {
  readonly depth: ListingDepth;
  /** `[<subscription>/]<id>`; empty means all. */
  readonly applications: readonly string[];
  /** What the local database holds of an application; undefined when none was named. */
  readonly ledgerOf: ((subscription: string, application: string) => Ledger) | undefined;
}

/** The applications of a destination, sorted by path; a manifest that is no JSON throws. */
export async function* readListing(
  { store, manifests }: Destination,
  options: ReadListingOptions,
  signal: AbortSignal,
): AsyncGenerator<ListedApplication> {
  let matches = 0;
  for (const found of manifests) {
    signal.throwIfAborted();
    const manifest = await readManifestAt(store, found, signal);
    const ids = idsOf(found, manifest);
    if (!isChosen(ids, options.applications)) continue;
    matches++;
    const locate = await locatorOf(store, found, manifest, options, signal);
    yield listManifest(manifest, {
      ...ids,
      path: found.path,
      depth: options.depth,
      ledger: options.ledgerOf?.(ids.subscription, ids.application),
      locate,
    });
  }
  if (matches === 0) throw nothingChosen(manifests, options.applications);
}

interface ManifestIds {
  readonly subscription: string;
  readonly application: string;
}

async function readManifestAt(
  store: ObjectStore,
  { path, application }: FoundManifest,
  signal: AbortSignal,
): Promise<ExportManifest> {
  const file = await store.open(path, signal);
  try {
    const text = new TextDecoder().decode(await file.read(0, file.size, signal));
    const folder = application === null ? {} : { folder: application };
    return readManifestText(text, { name: path, ...folder }).manifest;
  } finally {
    await file.close();
  }
}

/** The folders' names, else what the newest entry says. */
function idsOf(found: FoundManifest, manifest: ExportManifest): ManifestIds {
  const entry = manifest.exports.at(-1);
  const families = { events: entry?.application?.id, accounts: 'account', visitors: 'visitor' };
  return {
    subscription: found.subscription ?? entry?.subscription?.id ?? 'unknown',
    application: found.application ?? families[manifest.family] ?? 'unknown',
  };
}

function isChosen({ subscription, application }: ManifestIds, chosen: readonly string[]): boolean {
  return (
    chosen.length === 0 ||
    chosen.some(name => name === application || name === `${subscription}/${application}`)
  );
}

function nothingChosen(
  manifests: readonly FoundManifest[],
  chosen: readonly string[],
): DataSyncError {
  const known = manifests.map(({ subscription, application, path }) =>
    subscription === null ? path : `${subscription}/${application ?? ''}`,
  );
  return new DataSyncError(
    'plan.unknown-selection',
    `no application is ${chosen.join(' or ')}; the destination has ${known.join(', ')}`,
    { chosen, known },
  );
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
