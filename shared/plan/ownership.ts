// Who claims a slice, and who owns it. A claim is one export's word on one slice, however many entries of the
// manifest it is spread over.
import type { FileList, ManifestEntry, MatchedFiles, Period } from '../manifest/types';
import type { LoadedSlice } from './ledger';
import type { LoadStep, Selection, SkippedSlice, StepSource } from './loadPlan';
import { selectsCounter } from './selection';
import { isDefinitionKind, matchedKind, type SliceKey, type SliceKind } from './slice';

/** One export's files for one slice. */
export interface Claim {
  readonly entry: ManifestEntry;
  /** Several where a period is listed twice or a matchable is entered twice: one delete, then all of them. */
  readonly lists: readonly ClaimedFiles[];
}

/** A file list of the manifest with its count; null where the format has none. */
export interface ClaimedFiles {
  readonly files: readonly string[];
  readonly eventCount: number | null;
}

/** A slice with the exports that claim it, by counter, lowest first. */
export interface ClaimedSlice extends SliceKey {
  readonly claims: readonly Claim[];
}

/** Where steps and skipped slices go as they are decided. */
export interface PlanSink {
  step(step: LoadStep): void;
  skip(skipped: SkippedSlice): void;
}

/** The items that one export lists for a period. */
export interface Covering {
  readonly entry: ManifestEntry;
  readonly periods: readonly Period[];
}

/** Each period with the exports that list it; periods in order of time, exports in the given order. */
export function coverings(entries: readonly ManifestEntry[]): [string, Covering[]][] {
  const byPeriod = new Map<string, { entry: ManifestEntry; periods: Period[] }[]>();
  for (const entry of entries) {
    for (const period of entry.periods) {
      const covering = byPeriod.get(period.periodId);
      const last = covering?.at(-1);
      if (!covering) byPeriod.set(period.periodId, [{ entry, periods: [period] }]);
      else if (last?.entry === entry) last.periods.push(period);
      else covering.push({ entry, periods: [period] });
    }
  }
  return [...byPeriod].sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * The slices of one period: allevents first, then the matchables as the exports list them. To sweep, give what is loaded
 * of the period: then a full export claims, with no files, what is known of earlier ones and not listed by it.
 */
export function claimedSlices(
  periodId: string,
  coveredBy: readonly Covering[],
  sweep?: readonly LoadedSlice[],
): readonly ClaimedSlice[] {
  const allEvents = new Claims({ kind: 'allEvents', periodId, matchableId: null });
  const matched = new Map<string, Claims>();
  for (const slice of sweep ?? []) {
    if (slice.rows > 0 && slice.matchableId !== null) {
      matched.set(slice.matchableId, new Claims(slice));
    }
  }
  for (const covering of coveredBy) {
    for (const period of covering.periods) {
      if (period.allEvents) allEvents.add(covering.entry, period.allEvents);
      for (const files of period.matched) claimMatched(matched, periodId, covering.entry, files);
    }
    if (sweep) claimOmitted(matched, covering, sweep);
  }
  return [allEvents, ...matched.values()].filter(({ claims }) => claims.length > 0);
}

/**
 * What a full export lists of a period: one that brings allevents and matched events is taken to list every matchable
 * of it. undefined for others; a retroactive export never is full, and a test proves nothing.
 */
export function listedByFull({ entry, periods }: Covering): ReadonlySet<string> | undefined {
  if (isRetroactive(entry) || isTest(entry)) return undefined;
  if (!periods.some(({ allEvents }) => allEvents)) return undefined;
  const listed = new Set(periods.flatMap(({ matched }) => matched.map(m => m.matchableId)));
  return listed.size > 0 ? listed : undefined;
}

/** The exports that bring rows for a table; a missing key and an empty list both leave it alone. */
export function tableClaims(kind: SliceKind, entries: readonly ManifestEntry[]): Claim[] {
  return entries.flatMap(entry => {
    const files = listOf(kind, entry)?.files ?? [];
    return files.length > 0 ? [{ entry, lists: [{ files, eventCount: null }] }] : [];
  });
}

/** Where the rows come from if this claim is loaded: all its lists as one, each file once. */
export function sourceOf({ entry, lists }: Claim): StepSource {
  const [only] = lists;
  const { counter, exportId } = entry;
  if (only && lists.length === 1) {
    return { counter, exportId, expected: only.eventCount, files: withoutRepeats(only.files) };
  }
  const told = withoutRepeatedLists(lists);
  const expected = told.reduce<number | null>(
    (sum, { eventCount }) => (sum === null || eventCount === null ? null : sum + eventCount),
    0,
  );
  return { counter, exportId, expected, files: withoutRepeats(told.flatMap(list => list.files)) };
}

/** A file that is listed twice still holds its rows once. */
function withoutRepeats(files: readonly string[]): readonly string[] {
  return files.length < 2 ? files : [...new Set(files)];
}

/** An entry that comes twice word for word counts once; lists that share only some files fail at the count. */
function withoutRepeatedLists(lists: readonly ClaimedFiles[]): readonly ClaimedFiles[] {
  const seen = new Set<string>();
  return lists.filter(({ files }) => {
    const isRepeat = files.length > 0 && files.every(file => seen.has(file));
    for (const file of files) seen.add(file);
    return !isRepeat;
  });
}

/** The line of a claim that is not loaded. */
export function skippedSlice(
  { kind, periodId, matchableId }: SliceKey,
  { entry }: Claim,
  why: Pick<SkippedSlice, 'reason' | 'by'>,
): SkippedSlice {
  const { counter, exportId } = entry;
  return { kind, periodId, matchableId, counter, exportId, ...why };
}

/** Why a claim at or below the ledger's counter is not loaded. */
export function settledReason(
  counter: number,
  held: number,
  selection: Selection,
): Pick<SkippedSlice, 'reason' | 'by'> {
  if (counter === held) return { reason: 'upToDate', by: held };
  return { reason: selectsCounter(selection, held) ? 'superseded' : 'refused', by: held };
}

/** Whether the export re-sends what a changed rule touched, without allevents. */
export function isRetroactive(entry: Pick<ManifestEntry, 'exportType'>): boolean {
  return entry.exportType?.includes('Retroactive') ?? false;
}

/** Whether the export was made to try the destination. */
export function isTest({ exportType }: Pick<ManifestEntry, 'exportType'>): boolean {
  return exportType?.includes('Test') ?? false;
}

function listOf(kind: SliceKind, entry: ManifestEntry): FileList | null {
  if (isDefinitionKind(kind)) return entry.definitions[kind];
  if (kind === 'metadataSchema') return entry.metadataSchema;
  if (kind === 'accounts') return entry.accounts;
  return kind === 'visitors' ? entry.visitors : null;
}

function claimMatched(
  matched: Map<string, Claims>,
  periodId: string,
  entry: ManifestEntry,
  files: MatchedFiles,
): void {
  const { matchableId, type } = files;
  let claims = matched.get(matchableId);
  if (!claims) {
    claims = new Claims({ kind: matchedKind(type), periodId, matchableId });
    matched.set(matchableId, claims);
  }
  claims.add(entry, files);
}

/** A sweep that is done already is none. */
function claimOmitted(
  matched: ReadonlyMap<string, Claims>,
  covering: Covering,
  loaded: readonly LoadedSlice[],
): void {
  const listed = listedByFull(covering);
  if (!listed) return;
  const { entry } = covering;
  const newer = new Set(loaded.filter(({ counter }) => counter >= entry.counter).map(idOf));
  for (const [matchableId, claims] of matched) {
    if (listed.has(matchableId) || newer.has(matchableId)) continue;
    claims.add(entry, { files: [], eventCount: null });
  }
}

function idOf({ matchableId }: SliceKey): string | null {
  return matchableId;
}

/** Claims of one slice while they are collected, export by export. */
class Claims implements ClaimedSlice {
  readonly kind;
  readonly periodId;
  readonly matchableId;
  readonly claims: { entry: ManifestEntry; lists: ClaimedFiles[] }[] = [];

  constructor({ kind, periodId, matchableId }: SliceKey) {
    this.kind = kind;
    this.periodId = periodId;
    this.matchableId = matchableId;
  }

  add(entry: ManifestEntry, files: ClaimedFiles): void {
    const last = this.claims.at(-1);
    if (last?.entry === entry) last.lists.push(files);
    else this.claims.push({ entry, lists: [files] });
  }
}
