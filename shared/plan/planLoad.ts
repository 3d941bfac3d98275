// Decides what a sync of one manifest does, slice by slice. Pure: no files, no database, no clock.
// There is no watermark: a slice is pending if the ledger holds no counter at or above its own.
import type { ExportManifest, ManifestEntry } from '../manifest/types';
import { requireSoundManifest } from './checkManifest';
import type { Ledger, LoadedSlice } from './ledger';
import type {
  LoadPlan,
  LoadStep,
  PlanNotice,
  PlanTarget,
  Selection,
  SkippedSlice,
} from './loadPlan';
import { exportNotices } from './exportNotices';
import { findOrphans, LoadedMatched } from './orphans';
import {
  claimedSlices,
  coverings,
  settledReason,
  skippedSlice,
  sourceOf,
  type ClaimedSlice,
  type PlanSink,
} from './ownership';
import {
  pendingFrom,
  requireKnownSelection,
  selectsCounter,
  selectsKind,
  selectsPeriod,
} from './selection';
import { sliceKeyOf } from './slice';
import { planTables } from './planTables';

/**
 * What a sync will do: which export owns each selected slice, which ones the ledger makes needless, what to tell the
 * user. Throws `plan.duplicate-counter`, `plan.other-manifest` and `plan.unknown-selection`.
 */
export function planLoad(
  manifest: ExportManifest,
  target: PlanTarget,
  ledger: Ledger,
  selection: Selection,
): LoadPlan {
  const entries = [...manifest.exports].sort((a, b) => a.counter - b.counter);
  const path = manifestPath(target);
  requireSoundManifest(entries, ledger, selection, path);
  requireKnownSelection(entries, selection, path);
  const selected = entries.filter(entry => selectsCounter(selection, entry.counter));

  const steps = new StepsByCounter(selected);
  const skipped: SkippedSlice[] = [];
  const sink: PlanSink = { step: step => steps.add(step), skip: slice => skipped.push(slice) };
  const passedOver = planTables({ entries, selected, ledger, selection, sink });
  const matched = new LoadedMatched(ledger);
  const orphans: PlanNotice[] = [];
  for (const [periodId, coveredBy] of coverings(selected)) {
    if (!selectsPeriod(selection, periodId)) continue;
    const planned: LoadStep[] = [];
    const loaded = matched.of(periodId);
    for (const slice of claimedSlices(
      periodId,
      coveredBy,
      selection.sweepOrphans ? loaded : undefined,
    )) {
      if (!selectsKind(selection, slice.kind)) continue;
      const step = planSlice(slice, ledger.slices.get(sliceKeyOf(slice)), selection, sink);
      if (step) planned.push(step);
    }
    if (!selection.sweepOrphans) orphans.push(...findOrphans(coveredBy, planned, loaded));
  }
  return {
    target: { ...target, ...namesOf(entries) },
    steps: steps.inOrder(),
    skipped,
    notices: [...exportNotices(entries, steps.loading(), ledger), ...passedOver, ...orphans],
    exports: selected.map(({ counter, exportId, exportType, finishTime }) => {
      return { counter, exportId, exportType, finishTime };
    }),
  };
}

/** The highest pending claim owns the slice; the pending ones below it are its fallbacks. */
function planSlice(
  slice: ClaimedSlice,
  loaded: LoadedSlice | undefined,
  selection: Selection,
  sink: PlanSink,
): LoadStep | undefined {
  const held = loaded?.counter ?? -Infinity;
  const { kind, periodId, matchableId } = slice;
  const from = pendingFrom(selection, held);
  const pending = slice.claims.filter(({ entry }) => entry.counter >= from).reverse();
  const [owner, ...lower] = pending;
  for (const claim of slice.claims) {
    const { counter } = claim.entry;
    if (claim === owner) continue;
    const why = owner
      ? ({ reason: 'superseded', by: owner.entry.counter } as const)
      : settledReason(counter, held, selection);
    sink.skip(skippedSlice(slice, claim, why));
  }
  if (!owner) return undefined;
  const step: LoadStep = {
    kind,
    periodId,
    matchableId,
    action: 'replaceSlice',
    source: sourceOf(owner),
    fallbacks: lower.map(sourceOf),
    expectedDeletes: loaded?.rows ?? 0,
  };
  sink.step(step);
  return step;
}

/** Steps sorted by counter without a sort: a plan may have a million. */
class StepsByCounter {
  readonly #byCounter = new Map<number, LoadStep[]>();
  readonly #ascending: readonly ManifestEntry[];

  constructor(ascending: readonly ManifestEntry[]) {
    this.#ascending = ascending;
    for (const { counter } of ascending) this.#byCounter.set(counter, []);
  }

  add(step: LoadStep): void {
    this.#byCounter.get(step.source.counter)?.push(step);
  }

  /** The exports that have steps. */
  loading(): ManifestEntry[] {
    return this.#ascending.filter(({ counter }) => this.#byCounter.get(counter)?.length);
  }

  inOrder(): LoadStep[] {
    return [...this.#byCounter.values()].flat();
  }
}

/** The newest names win: an application may have been renamed. */
function namesOf(
  ascending: readonly ManifestEntry[],
): Pick<PlanTarget, 'subscriptionName' | 'applicationName'> {
  const subscriptionName = ascending.findLast(e => e.subscription?.displayName)?.subscription
    ?.displayName;
  const applicationName = ascending.findLast(e => e.application?.displayName)?.application
    ?.displayName;
  return {
    ...(subscriptionName ? { subscriptionName } : {}),
    ...(applicationName ? { applicationName } : {}),
  };
}

/** `datasync/1/2/exportmanifest.json`, for messages. */
function manifestPath({ folder }: PlanTarget): string {
  return folder === '' ? 'exportmanifest.json' : `${folder}/exportmanifest.json`;
}
