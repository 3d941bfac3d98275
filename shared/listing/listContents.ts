// What an export or a day holds, slice by slice. Pure; matched events come by type, for there may be thousands.
import { matchableTypes } from '../manifest/matchableId';
import type { ExportManifest, ManifestEntry, MatchableType } from '../manifest/types';
import {
  claimedSlices,
  coverings,
  sourceOf,
  tableClaims,
  type ClaimedSlice,
} from '../plan/ownership';
import { matchedKind, sliceKinds, type SliceKey } from '../plan/slice';
import { resolveObjectPath } from '../storage/objectPath';
import { DataSyncError } from '../errors';

/** What is looked into. */
export type Container =
  /** One export: its days and the files that belong to no day. */
  | { readonly kind: 'export'; readonly counter: number }
  /** One day as the exports together have it: each slice from its owner. */
  | { readonly kind: 'day'; readonly periodId: string }
  /** One day of one export. */
  | { readonly kind: 'dayOfExport'; readonly periodId: string; readonly counter: number };

/** What a container holds. */
export interface Contents {
  /** Days of an export, by time. */
  readonly days: readonly string[];
  /** Definition, account and visitor files of an export. */
  readonly tables: readonly ListedSlice[];
  /** Undefined where the export leaves the day's allevents alone. */
  readonly allEvents?: ListedSlice;
  readonly matched: readonly ListedGroup[];
}

/** The matched events of one type. */
export interface ListedGroup {
  readonly type: MatchableType;
  /** How many pages, features or track types. */
  readonly count: number;
  /** Rows of all of them; null where no count is known. */
  readonly eventCount: number | null;
}

/** A slice, and the files of the export that owns it. */
export interface ListedSlice extends SliceKey {
  readonly counter: number;
  readonly exportId: string;
  /** As the manifest counts; null where it does not. */
  readonly eventCount: number | null;
  /** None: the slice is deleted and nothing is loaded. */
  readonly files: readonly SliceFile[];
}

/** A file as a manifest names it. */
export interface SliceFile {
  /** Below the destination; as Pendo wrote it when it is refused. */
  readonly path: string;
  /** The path leads out of the export's folder. */
  readonly isRefused?: true;
}

/** What an export or day holds; `folder` is the manifest's, below the destination. */
export function listContents(
  manifest: ExportManifest,
  folder: string,
  container: Container,
): Contents {
  if (container.kind === 'export') {
    const entries = entriesOf(manifest, container.counter);
    const days = new Set(entries.flatMap(({ periods }) => periods.map(each => each.periodId)));
    return { days: [...days].sort(), tables: listTables(entries, folder), matched: [] };
  }
  const slices = slicesOf(manifest, container);
  const allEvents = slices.find(({ kind }) => kind === 'allEvents');
  return {
    days: [],
    tables: [],
    ...(allEvents && { allEvents: listSlice(allEvents, folder) }),
    matched: matchableTypes.flatMap(type => listGroup(type, slices)),
  };
}

/** The matched events of one type in a day, as the exports list them. */
export function listMatched(
  manifest: ExportManifest,
  folder: string,
  container: Exclude<Container, { kind: 'export' }>,
  type: MatchableType,
): ListedSlice[] {
  const kind = matchedKind(type);
  return slicesOf(manifest, container)
    .filter(slice => slice.kind === kind)
    .map(slice => listSlice(slice, folder));
}

function slicesOf(
  manifest: ExportManifest,
  container: Exclude<Container, { kind: 'export' }>,
): readonly ClaimedSlice[] {
  const { periodId } = container;
  const entries =
    container.kind === 'day' ? manifest.exports : entriesOf(manifest, container.counter);
  const ofDay = entries
    .filter(({ periods }) => periods.some(period => period.periodId === periodId))
    .sort((a, b) => a.counter - b.counter);
  const covering = coverings(ofDay).find(([id]) => id === periodId);
  return covering ? claimedSlices(periodId, covering[1]) : [];
}

function entriesOf({ exports }: ExportManifest, counter: number): readonly ManifestEntry[] {
  return exports.filter(entry => entry.counter === counter);
}

function listTables(entries: readonly ManifestEntry[], folder: string): ListedSlice[] {
  return sliceKinds.flatMap(kind => {
    const claims = tableClaims(kind, entries);
    const slice = { kind, periodId: null, matchableId: null, claims };
    return claims.length > 0 ? [listSlice(slice, folder)] : [];
  });
}

function listGroup(type: MatchableType, slices: readonly ClaimedSlice[]): ListedGroup[] {
  const kind = matchedKind(type);
  let count = 0;
  let eventCount: number | null = null;
  for (const slice of slices) {
    if (slice.kind !== kind) continue;
    count++;
    const owner = slice.claims.at(-1);
    const own = owner ? sourceOf(owner).expected : null;
    if (own !== null) eventCount = (eventCount ?? 0) + own;
  }
  return count > 0 ? [{ type, count, eventCount }] : [];
}

function listSlice(slice: ClaimedSlice, folder: string): ListedSlice {
  const { kind, periodId, matchableId, claims } = slice;
  const owner = claims.at(-1);
  if (!owner) throw new DataSyncError('internal', `nobody claims the slice ${kind}`);
  const { counter, exportId, expected, files } = sourceOf(owner);
  return {
    kind,
    periodId,
    matchableId,
    counter,
    exportId,
    eventCount: expected,
    files: files.map(file => locate(folder, exportId, file)),
  };
}

function locate(folder: string, exportId: string, file: string): SliceFile {
  try {
    return { path: resolveObjectPath(folder, exportId, file) };
  } catch (error) {
    if (!(error instanceof DataSyncError && error.code === 'storage.outside-folder')) throw error;
    return { path: file, isRefused: true };
  }
}
