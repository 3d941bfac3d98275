// The state of each export and period of a manifest against the ledger: what lists, trees and calendars show.
import type { ExportManifest, ManifestEntry } from '../manifest/types';
import type { Ledger } from './ledger';
import {
  claimedSlices,
  coverings,
  isRetroactive,
  sourceOf,
  tableClaims,
  type ClaimedSlice,
} from './ownership';
import { addDays, probablyFinal } from './probablyFinal';
import { isDefinitionKind, sliceKeyOf, sliceKinds } from './slice';

export type LoadState =
  /** No slice of it is loaded. */
  | 'new'
  /** Some slices are loaded, some are pending. */
  | 'partly'
  /** Nothing of it is pending. */
  | 'synced'
  /** It is loaded, but all of it waits to be replaced by a newer export. */
  | 'stale'
  /** An export of which newer ones own everything. */
  | 'superseded'
  /** A day inside the covered range without allevents, in the manifest as in the ledger. */
  | 'missing'
  /** The last try to load one of its pending slices failed. */
  | 'failed';

export interface ExportState {
  readonly counter: number;
  readonly exportId: string;
  readonly state: LoadState;
  readonly slices: number;
  /** Slices that a sync of everything would load from this export. */
  readonly pending: number;
}

export interface PeriodState {
  readonly periodId: string;
  readonly state: LoadState;
  /** Counter of the export that owns the period's allevents; null without any. */
  readonly owner: number | null;
  /** Rows of allevents as that export counts them. */
  readonly eventCount: number | null;
  readonly probablyFinal: boolean;
}

/** A range of days beyond which absent ones are not listed: one period with a mistyped year would make millions. */
const listedDays = 20 * 366;

/** All states of a manifest. */
export interface LoadStates {
  /** By counter. */
  readonly exports: readonly ExportState[];
  /** By time. */
  readonly periods: readonly PeriodState[];
}

/** The states of all exports and of all periods. */
export function loadStates(manifest: ExportManifest, ledger: Ledger): LoadStates {
  const entries = [...manifest.exports].sort((a, b) => a.counter - b.counter);
  const tallies = new Map(entries.map(entry => [entry, new Tally()]));
  const count = (slice: ClaimedSlice): Tally => tallySlice(slice, ledger, tallies);
  for (const kind of sliceKinds) {
    const claims = tableClaims(kind, entries);
    if (claims.length > 0) count({ kind, periodId: null, matchableId: null, claims });
  }
  const periods = coverings(entries).map(([periodId, coveredBy]) => {
    const slices = claimedSlices(periodId, coveredBy);
    const tally = new Tally();
    for (const slice of slices) tally.add(count(slice));
    const owner = slices.find(({ kind }) => kind === 'allEvents')?.claims.at(-1);
    return {
      periodId,
      state: tally.ofPeriod(),
      owner: owner?.entry.counter ?? null,
      eventCount: owner ? sourceOf(owner).expected : null,
      probablyFinal: probablyFinal(
        periodId,
        coveredBy.map(({ entry }) => entry),
      ),
    };
  });
  return {
    exports: entries.map(entry => {
      const tally = tallies.get(entry) ?? new Tally();
      const { counter, exportId } = entry;
      return {
        counter,
        exportId,
        state: tally.ofExport(),
        slices: tally.slices,
        pending: tally.pending,
      };
    }),
    periods: withMissingDays(periods, ledger),
  };
}

/** Slices by what became of them. */
class Tally {
  slices = 0;
  pending = 0;
  loaded = 0;
  /** Loaded ones that a newer pending export will replace. */
  outdated = 0;
  failed = 0;

  add({ slices, pending, loaded, outdated, failed }: Tally): void {
    this.slices += slices;
    this.pending += pending;
    this.loaded += loaded;
    this.outdated += outdated;
    this.failed += failed;
  }

  ofExport(): LoadState {
    if (this.failed > 0) return 'failed';
    if (this.pending > 0) return this.loaded > 0 ? 'partly' : 'new';
    if (this.loaded > 0) return this.outdated === this.loaded ? 'stale' : 'synced';
    return this.slices > 0 ? 'superseded' : 'synced';
  }

  ofPeriod(): LoadState {
    if (this.failed > 0) return 'failed';
    if (this.pending === 0) return 'synced';
    if (this.loaded === 0) return 'new';
    return this.pending === this.outdated ? 'stale' : 'partly';
  }
}

/** Counts a slice for each export that claims it, and once for its period, which is what it returns. */
function tallySlice(
  slice: ClaimedSlice,
  ledger: Ledger,
  tallies: ReadonlyMap<ManifestEntry, Tally>,
): Tally {
  const { kind, claims } = slice;
  const key = sliceKeyOf(slice);
  const held = ledger.slices.get(key)?.counter;
  const failed = ledger.failed.has(key);
  const upserts = kind === 'accounts' || kind === 'visitors';
  const builds = (entry: ManifestEntry): boolean =>
    upserts || (isDefinitionKind(kind) && isRetroactive(entry));
  const owner = claims.findLast(({ entry }) => !builds(entry))?.entry.counter ?? -Infinity;
  const highest = claims.at(-1)?.entry.counter ?? -Infinity;
  const pendingAt = (counter: number): boolean => counter > (held ?? -Infinity) && counter >= owner;
  const whole = new Tally();
  whole.slices = 1;
  whole.loaded = held === undefined ? 0 : 1;
  whole.pending = pendingAt(highest) ? 1 : 0;
  whole.outdated = whole.pending > 0 ? whole.loaded : 0;
  whole.failed = whole.pending > 0 && failed ? 1 : 0;
  for (const { entry } of claims) {
    const tally = tallies.get(entry);
    if (!tally) continue;
    const pending = pendingAt(entry.counter);
    const loaded =
      entry.counter === held || (upserts && !pending && ledger.recordExports.has(entry.counter));
    tally.slices += 1;
    if (pending) tally.pending += 1;
    if (pending && failed) tally.failed += 1;
    if (loaded) tally.loaded += 1;
    if (loaded && owner > entry.counter) tally.outdated += 1;
  }
  return whole;
}

/** Marks and adds the days without allevents between the first and the last day that has them. */
function withMissingDays(periods: readonly PeriodState[], ledger: Ledger): readonly PeriodState[] {
  const days = periods.filter(({ owner }) => owner !== null).map(({ periodId }) => periodId);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return periods;
  if (addDays(first, listedDays) < last) return periods;
  const byDay = new Map(periods.map(period => [period.periodId, period]));
  for (let periodId = first; periodId < last; periodId = addDays(periodId, 1)) {
    const known = byDay.get(periodId);
    if ((known && known.owner !== null) || isHeld(periodId, ledger)) continue;
    byDay.set(periodId, { ...(known ?? absent(periodId)), state: 'missing' });
  }
  return [...byDay.values()].sort((a, b) => (a.periodId < b.periodId ? -1 : 1));
}

function absent(periodId: string): Omit<PeriodState, 'state'> {
  return { periodId, owner: null, eventCount: null, probablyFinal: false };
}

function isHeld(periodId: string, ledger: Ledger): boolean {
  return ledger.slices.has(sliceKeyOf({ kind: 'allEvents', periodId, matchableId: null }));
}
