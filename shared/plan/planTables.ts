// Plans what has no period: definition tables, the metadata schema, accounts and visitors.
import type { ManifestEntry } from '../manifest/types';
import type { Ledger } from './ledger';
import type { LoadAction, LoadStep, PlanNotice, Selection } from './loadPlan';
import {
  isRetroactive,
  settledReason,
  skippedSlice,
  sourceOf,
  tableClaims,
  type Claim,
  type PlanSink,
} from './ownership';
import { selectsCounter, selectsKind } from './selection';
import { isDefinitionKind, sliceKeyOf, sliceKinds, type SliceKey, type SliceKind } from './slice';

interface TablePlanning {
  /** The whole manifest, lowest counter first. */
  readonly entries: readonly ManifestEntry[];
  readonly selected: readonly ManifestEntry[];
  readonly ledger: Ledger;
  readonly selection: Selection;
  readonly sink: PlanSink;
}

/** Plans the slices without a period, and says which exports of them can no longer be loaded. */
export function planTables(planning: TablePlanning): PlanNotice[] {
  const notices: PlanNotice[] = [];
  for (const kind of sliceKinds) {
    if (!selectsKind(planning.selection, kind)) continue;
    if (kind === 'accounts' || kind === 'visitors') notices.push(...planUpserts(kind, planning));
    else if (kind === 'metadataSchema' || isDefinitionKind(kind)) {
      notices.push(...planTable(kind, planning));
    }
  }
  return notices;
}

/**
 * The last pending list of a non-retroactive export owns the table, and each later retroactive one builds on it: one
 * that holds only the changed definitions is merged, so it must not stand for the whole table.
 */
function planTable(kind: SliceKind, planning: TablePlanning): PlanNotice[] {
  const { selected, ledger, selection, sink } = planning;
  const slice: SliceKey = { kind, periodId: null, matchableId: null };
  const claims = tableClaims(kind, selected);
  const loaded = ledger.slices.get(sliceKeyOf(slice));
  const held = loaded?.counter ?? -Infinity;
  const builds = (claim: Claim): boolean =>
    isDefinitionKind(kind) && selection.definitions !== 'replace' && isRetroactive(claim.entry);

  const from = tableFrom(claims, held, { builds, selection });
  const pending = claims.filter(({ entry }) => entry.counter >= from);
  const owner = pending.findLast(claim => !builds(claim));
  const chain = owner ? pending.slice(pending.indexOf(owner)) : pending;
  for (const claim of claims) {
    const { counter } = claim.entry;
    if (chain.includes(claim)) continue;
    const why = owner
      ? ({ reason: 'superseded', by: owner.entry.counter } as const)
      : settledReason(counter, held, selection);
    sink.skip(skippedSlice(slice, claim, why));
  }
  for (const [index, claim] of chain.entries()) {
    const lower = claim === owner ? pending.slice(0, pending.indexOf(owner)).reverse() : [];
    sink.step({
      ...tableStep(slice, builds(claim) ? 'replaceOrMergeTable' : 'replaceTable', claim),
      fallbacks: lower.filter(below => !builds(below)).map(sourceOf),
      expectedDeletes: index === 0 && claim === owner ? (loaded?.rows ?? 0) : null,
    });
  }
  return passedOver(slice, planning, { held, chain, owner });
}

/** To load a table again is to begin with the list that what was merged into it has built on. */
function tableFrom(
  claims: readonly Claim[],
  held: number,
  { builds, selection }: { builds: (claim: Claim) => boolean; selection: Selection },
): number {
  const newest = claims.at(-1)?.entry.counter ?? -Infinity;
  if (!selection.reload || newest < held) return held + 1;
  const whole = claims.findLast(claim => !builds(claim))?.entry.counter ?? held;
  return Math.min(whole, held);
}

/** Lists that were not selected, and that what is loaded now should have built on. */
function passedOver(
  slice: SliceKey,
  { entries, selection }: TablePlanning,
  { held, chain, owner }: { held: number; chain: readonly Claim[]; owner: Claim | undefined },
): PlanNotice[] {
  const by = chain.at(-1)?.entry.counter ?? -Infinity;
  const from = owner?.entry.counter ?? held;
  const counters = tableClaims(slice.kind, entries)
    .map(({ entry }) => entry.counter)
    .filter(counter => counter > from && counter < by && !selectsCounter(selection, counter));
  return counters.length > 0 ? [{ kind: 'passedOver', slice, counters, by }] : [];
}

/** All pending exports, one after the other: none supersedes another. */
function planUpserts(
  kind: 'accounts' | 'visitors',
  { entries, selected, ledger, selection, sink }: TablePlanning,
): PlanNotice[] {
  const slice: SliceKey = { kind, periodId: null, matchableId: null };
  const held = ledger.slices.get(sliceKeyOf(slice))?.counter ?? -Infinity;
  const done = new Set<Claim['entry']>();
  const claims = tableClaims(kind, selected);
  // Older rows may come again where those that replaced them follow.
  const again = selection.reload === true && (claims.at(-1)?.entry.counter ?? -Infinity) >= held;
  let highest = held;
  for (const claim of claims) {
    const { counter } = claim.entry;
    if (again || counter > held) {
      highest = counter;
      sink.step(tableStep(slice, 'upsertById', claim));
      done.add(claim.entry);
      continue;
    }
    const why = ledger.recordExports.has(counter)
      ? ({ reason: 'upToDate', by: counter } as const)
      : settledReason(counter, held, selection);
    if (why.reason === 'refused') done.add(claim.entry);
    sink.skip(skippedSlice(slice, claim, why));
  }
  const counters = tableClaims(kind, entries)
    .map(({ entry }) => entry)
    .filter(entry => entry.counter < highest && !done.has(entry))
    .map(({ counter }) => counter)
    .filter(counter => counter > held || !ledger.recordExports.has(counter));
  return counters.length > 0 ? [{ kind: 'passedOver', slice, counters, by: highest }] : [];
}

function tableStep(slice: SliceKey, action: LoadAction, claim: Claim): LoadStep {
  return { ...slice, action, source: sourceOf(claim), fallbacks: [], expectedDeletes: null };
}
