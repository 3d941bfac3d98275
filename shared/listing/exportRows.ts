// A manifest and what is loaded of it → the rows of a table of exports. Pure.
import type { ExportManifest, ManifestEntry } from '../manifest/types';
import { isRetroactive, isTest } from '../plan/ownership';
import type { LoadState } from '../plan/states';
import { dayNumber } from '../util/dayNumber';
import type { ListedApplication, ListedExport } from './listing';

/** What an export is, as far as its manifest tells. */
export type ExportKind =
  /** Events of days; recurring exports and one-time ones look alike. */
  | 'events'
  /** Reprocessed pages, features and track types of days before. */
  | 'retroactive'
  | 'test'
  /** Definitions alone. */
  | 'definitions'
  | 'accounts'
  | 'visitors';

/** All kinds, in the order in which they are offered. */
export const exportKinds: readonly ExportKind[] = [
  ...(['events', 'retroactive', 'definitions', 'accounts', 'visitors', 'test'] as const),
];

/** Days in a row that an export holds, as numbers since 1970, both included. */
export type DaySpan = readonly [first: number, last: number];

/** One export of one manifest. */
export interface ExportRow {
  readonly counter: number;
  readonly exportId: string;
  /** Where Pendo put it. */
  readonly rootUrl: string;
  readonly kind: ExportKind;
  /** As the manifest says it; null: one-time or recurring. */
  readonly exportType: string | null;
  /** null while nothing is known of what is loaded. */
  readonly state: LoadState | null;
  /** Slices that a sync of everything would load from it. */
  readonly pending: number;
  /** As written, UTC. */
  readonly created: string | null;
  readonly finished: string | null;
  /** Bytes, as the manifest counts them. */
  readonly size: number | null;
  readonly files: number;
  readonly periods: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly eventCount: number | null;
  readonly matchedCount: number | null;
  /** When anything of it was loaded last, UTC. */
  readonly lastSync: string | null;
  readonly spans: readonly DaySpan[];
}

/** What is known of what is loaded. */
export interface LoadedOfExports {
  /** False where the local database could not be asked. */
  readonly hasStates: boolean;
  /** By counter: when it was synced last. */
  readonly syncedAt: ReadonlyMap<number, string>;
}

/** The rows of one manifest, by counter; `listed` is what its listing says of the exports. */
export function exportRows(
  { exports, family }: ExportManifest,
  listed: Pick<ListedApplication, 'exports'>,
  { hasStates, syncedAt }: LoadedOfExports,
): ExportRow[] {
  // In the order of the listing, which a counter that comes twice does not disturb.
  const entries = [...exports].sort((a, b) => a.counter - b.counter);
  return (listed.exports ?? []).flatMap((each, place) => {
    const entry = entries[place];
    if (!entry) return [];
    const kind = family === 'events' ? kindOf(entry, each) : family;
    const state = hasStates ? (each.state ?? null) : null;
    return [{ ...rowOf(entry, each), kind, state, lastSync: syncedAt.get(each.counter) ?? null }];
  });
}

function rowOf(
  { rootUrl, timestamp, periods }: ManifestEntry,
  listed: ListedExport,
): Omit<ExportRow, 'kind' | 'state' | 'lastSync'> {
  return {
    counter: listed.counter,
    exportId: listed.exportId,
    rootUrl,
    exportType: listed.exportType?.join(', ') ?? null,
    pending: listed.pending ?? 0,
    created: timestamp,
    finished: listed.finishTime,
    size: listed.storageSize,
    files: listed.fileCount,
    periods: listed.periodCount,
    firstDay: listed.firstPeriod?.slice(0, 10) ?? null,
    lastDay: listed.lastPeriod?.slice(0, 10) ?? null,
    eventCount: listed.eventCount,
    matchedCount: listed.matchedCount,
    spans: spansOf(periods.map(({ periodId }) => dayNumber(periodId))),
  };
}

/** What an export of events is. */
export function kindOf(
  entry: Pick<ManifestEntry, 'exportType'>,
  { periodCount }: Pick<ListedExport, 'periodCount'>,
): ExportKind {
  if (isRetroactive(entry)) return 'retroactive';
  if (isTest(entry)) return 'test';
  return periodCount === 0 ? 'definitions' : 'events';
}

/** Days, in whatever order and however often, as runs. */
export function spansOf(days: readonly number[]): DaySpan[] {
  const spans: [number, number][] = [];
  const known = days.filter(day => !Number.isNaN(day));
  for (const day of known.sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last && day <= last[1] + 1) last[1] = day;
    else spans.push([day, day]);
  }
  return spans;
}
