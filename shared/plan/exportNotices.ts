// What the user should know of the manifest's exports: gaps, test exports, counter 0.
import type { ManifestEntry } from '../manifest/types';
import type { Ledger } from './ledger';
import type { PlanNotice } from './loadPlan';
import { isTest } from './ownership';

/** Notices on counters: gaps of the whole manifest, oddities of the exports that are loaded from. Both lists ascend. */
export function exportNotices(
  entries: readonly ManifestEntry[],
  loading: readonly ManifestEntry[],
  ledger: Ledger,
): PlanNotice[] {
  const loaded = loadedCounters(ledger);
  return [...gaps(entries, loaded), ...behind(entries, loaded), ...oddities(loading)];
}

function* gaps(
  entries: readonly ManifestEntry[],
  loaded: readonly number[],
): Generator<PlanNotice> {
  const lowest = entries[0]?.counter;
  const highestLoaded = loaded.at(-1);
  if (lowest === undefined) return;
  if (highestLoaded !== undefined && lowest > highestLoaded + 1) {
    yield { kind: 'gap', start: highestLoaded + 1, end: lowest };
  }
  const last = entries.at(-1)?.counter ?? lowest;
  const within = loaded.filter(counter => counter > lowest && counter < last);
  const known = [...entries.map(entry => entry.counter), ...within].sort((a, b) => a - b);
  for (const [index, counter] of known.entries()) {
    const next = known[index + 1];
    if (next !== undefined && next > counter + 1) {
      yield { kind: 'gap', start: counter + 1, end: next };
    }
  }
}

function* behind(
  entries: readonly ManifestEntry[],
  loaded: readonly number[],
): Generator<PlanNotice> {
  const highest = entries.at(-1)?.counter;
  const highestLoaded = loaded.at(-1);
  if (highest === undefined || highestLoaded === undefined || highest >= highestLoaded) return;
  yield { kind: 'manifestBehind', highest, loaded: highestLoaded };
}

function* oddities(loading: readonly ManifestEntry[]): Generator<PlanNotice> {
  for (const entry of loading) {
    const { counter, exportId } = entry;
    if (counter === 0) yield { kind: 'counterZero', exportId };
    if (isTest(entry)) yield { kind: 'testExport', counter };
  }
}

function loadedCounters({ exports, slices }: Ledger): number[] {
  const counters = new Set(exports.keys());
  for (const { counter } of slices.values()) counters.add(counter);
  return [...counters].sort((a, b) => a - b);
}
