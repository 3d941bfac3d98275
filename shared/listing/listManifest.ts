// A manifest and what the local database knows → one application of the listing. Pure.
import type { ExportManifest, FileList, ManifestEntry, Period } from '../manifest/types';
import { emptyLedger, type Ledger } from '../plan/ledger';
import { matchedKind, type SliceKey, type SliceKind } from '../plan/slice';
import { loadStates, type ExportState, type LoadStates, type PeriodState } from '../plan/states';
import type {
  ListedApplication,
  ListedExport,
  ListedFile,
  ListedPeriod,
  ListingDepth,
} from './listing';

/** What is listed, and how. */
export interface ListManifestOptions {
  readonly subscription: string;
  readonly application: string;
  /** Path of the manifest below the destination. */
  readonly path: string;
  readonly depth: ListingDepth;
  /** undefined: no local database was named, so states are left out. */
  readonly ledger: Ledger | undefined;
  /** Where they are known already; they cost the most. */
  readonly states?: LoadStates;
  /** Where a listed file lies and how many bytes it has; asked at depth `files` only. */
  readonly locate: (exportId: string, relative: string) => Omit<ListedFile, keyof SliceKey>;
}

/** One application of the listing. */
export function listManifest(
  manifest: ExportManifest,
  options: ListManifestOptions,
): ListedApplication {
  const { ledger, depth, subscription, application } = options;
  const { states = loadStates(manifest, ledger ?? emptyLedger) } = options;
  const entries = [...manifest.exports].sort((a, b) => a.counter - b.counter);
  const days = entries.flatMap(entry => entry.periods.map(({ periodId }) => periodId)).sort();
  const named = entries.at(-1);
  const context: EntryContext = {
    options,
    states: new Map(states.exports.map(state => [state.exportId, state])),
    periods: new Map(states.periods.map(state => [state.periodId, state])),
  };
  return {
    subscription,
    subscriptionName: named?.subscription?.displayName ?? null,
    application,
    applicationName: named?.application?.displayName ?? null,
    family: manifest.family,
    manifest: options.path,
    generatedTime: manifest.generatedTime,
    exportCount: entries.length,
    firstCounter: entries[0]?.counter ?? null,
    lastCounter: named?.counter ?? null,
    firstPeriod: days[0] ?? null,
    lastPeriod: days.at(-1) ?? null,
    storageSize: sumKnown(entries.map(entry => entry.storageSize)),
    missingPeriods: states.periods
      .filter(({ state }) => state === 'missing')
      .map(({ periodId }) => periodId),
    unread: manifest.unread?.length ?? 0,
    ...(depth === 'applications' ? {} : { exports: entries.map(e => listExport(e, context)) }),
  };
}

interface EntryContext {
  readonly options: ListManifestOptions;
  readonly states: ReadonlyMap<string, ExportState>;
  readonly periods: ReadonlyMap<string, PeriodState>;
}

function listExport(entry: ManifestEntry, context: EntryContext): ListedExport {
  const { depth, ledger } = context.options;
  const days = entry.periods.map(({ periodId }) => periodId).sort();
  const tables = tableFiles(entry);
  const state = context.states.get(entry.exportId);
  const periods = [...entry.periods].sort((a, b) => (a.periodId < b.periodId ? -1 : 1));
  return {
    counter: entry.counter,
    exportId: entry.exportId,
    exportType: entry.exportType,
    finishTime: entry.finishTime,
    storageSize: entry.storageSize,
    periodCount: new Set(days).size,
    firstPeriod: days[0] ?? null,
    lastPeriod: days.at(-1) ?? null,
    eventCount: sumKnown(entry.periods.map(period => period.allEvents?.eventCount ?? null)),
    matchedCount: sumKnown(entry.periods.map(matchedCountOf)),
    fileCount:
      tables.reduce((sum, [, list]) => sum + list.files.length, 0) +
      entry.periods.reduce((sum, period) => sum + fileCountOf(period), 0),
    ...(ledger && state ? { state: state.state, pending: state.pending } : {}),
    ...(depth === 'periods' || depth === 'files'
      ? { periods: periods.map(period => listPeriod(period, entry, context)) }
      : {}),
    ...(depth === 'files'
      ? {
          files: tables.flatMap(([kind, list]) =>
            listFiles({ kind, periodId: null, matchableId: null }, list, entry, context),
          ),
        }
      : {}),
  };
}

function listPeriod(period: Period, entry: ManifestEntry, context: EntryContext): ListedPeriod {
  const { depth, ledger } = context.options;
  const { periodId, allEvents, matched } = period;
  const state = context.periods.get(periodId);
  return {
    periodId,
    eventCount: allEvents?.eventCount ?? null,
    matchableCount: matched.length,
    matchedCount: matchedCountOf(period),
    fileCount: fileCountOf(period),
    probablyFinal: state?.probablyFinal ?? false,
    owner: state?.owner ?? null,
    ...(ledger && state ? { state: state.state } : {}),
    ...(depth === 'files' ? { files: periodFiles(period, entry, context) } : {}),
  };
}

function periodFiles(period: Period, entry: ManifestEntry, context: EntryContext): ListedFile[] {
  const { periodId, allEvents, matched } = period;
  const key = { kind: 'allEvents', periodId, matchableId: null } as const;
  return [
    ...(allEvents ? listFiles(key, allEvents, entry, context) : []),
    ...matched.flatMap(list => {
      const { matchableId, type } = list;
      return listFiles({ kind: matchedKind(type), periodId, matchableId }, list, entry, context);
    }),
  ];
}

function listFiles(
  key: SliceKey,
  { files }: FileList,
  { exportId }: ManifestEntry,
  { options }: EntryContext,
): ListedFile[] {
  return files.map(file => ({ ...key, ...options.locate(exportId, file) }));
}

/** All files of an export, as Pendo writes them. */
export function filesOf(entry: ManifestEntry): string[] {
  const lists = [
    ...tableFiles(entry).map(([, list]) => list),
    ...entry.periods.flatMap(({ allEvents, matched }) => [allEvents, ...matched]),
  ];
  return lists.flatMap(list => list?.files ?? []);
}

/** The lists of files that belong to no day. */
function tableFiles(entry: ManifestEntry): [SliceKind, FileList][] {
  const { pages, features, trackTypes, guides } = entry.definitions;
  const { accounts, visitors, metadataSchema } = entry;
  const lists: [SliceKind, FileList | null][] = [
    ['pages', pages],
    ['features', features],
    ['trackTypes', trackTypes],
    ['guides', guides],
    ['metadataSchema', metadataSchema],
    ['accounts', accounts],
    ['visitors', visitors],
  ];
  return lists.flatMap(([kind, list]) => (list ? [[kind, list]] : []));
}

function matchedCountOf({ matched }: Period): number | null {
  return sumKnown(matched.map(({ eventCount }) => eventCount));
}

function fileCountOf({ allEvents, matched }: Period): number {
  const lists = [...(allEvents ? [allEvents] : []), ...matched];
  return lists.reduce((sum, { files }) => sum + files.length, 0);
}

/** The sum of what is known; null when nothing is. */
function sumKnown(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);
}
