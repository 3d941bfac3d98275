// A plan in numbers: per export and kind of slice, and in total.
import { filePathOf } from './filePath';
import type { LoadPlan, LoadStep, PlannedExport, SkippedSlice, SkipReason } from './loadPlan';
import type { SliceKind } from './slice';

/** Steps of one kind added up. */
export interface StepsSummary {
  readonly slices: number;
  readonly firstPeriod: string | null;
  readonly lastPeriod: string | null;
  /** Of the steps whose count is known. */
  readonly rowsIn: number;
  /** Steps that have no count. */
  readonly unknownIn: number;
  readonly rowsOut: number;
  readonly unknownOut: number;
  /** Of the files that were found. */
  readonly bytes: number;
  /** Listed files that were not found; 0 where no sizes are known at all. */
  readonly filesMissing: number;
  readonly deleteOnly: number;
}

/** What a plan does with one export. */
export interface ExportSummary {
  readonly counter: number;
  readonly planned: PlannedExport | undefined;
  readonly kinds: ReadonlyMap<SliceKind, StepsSummary>;
  readonly skippedCounts: ReadonlyMap<string, SkippedCount>;
  /** All steps of the export; a scan of the plan. */
  steps(): Generator<LoadStep>;
  /** All skipped slices of the export; a scan of the plan. */
  skipped(): Generator<SkippedSlice>;
}

export interface SkippedCount {
  readonly reason: SkipReason;
  readonly by: number;
  readonly slices: number;
}

export interface PlanSummary {
  /** By counter. */
  readonly exports: readonly ExportSummary[];
  readonly total: StepsSummary;
  readonly skipped: Readonly<Record<SkipReason, number>>;
}

/** Adds a plan up in one pass; `sizes` are bytes by path below the store's root. */
export function summarizePlan(plan: LoadPlan, sizes: ReadonlyMap<string, number>): PlanSummary {
  const exports = new Map<number, ExportSums>();
  const exportAt = (counter: number): ExportSums => {
    const known = exports.get(counter);
    if (known) return known;
    const added = new ExportSums(counter, plan);
    exports.set(counter, added);
    return added;
  };
  for (const { counter } of plan.exports ?? []) exportAt(counter);
  const total = new Sums();
  for (const step of plan.steps) {
    const bytes = bytesOf(step, plan, sizes);
    exportAt(step.source.counter).addStep(step, bytes);
    total.add(step, bytes);
  }
  const skipped = { superseded: 0, upToDate: 0, refused: 0 };
  for (const slice of plan.skipped) {
    exportAt(slice.counter).addSkipped(slice);
    skipped[slice.reason] += 1;
  }
  return {
    exports: [...exports.values()].sort((a, b) => a.counter - b.counter),
    total,
    skipped,
  };
}

interface StepBytes {
  readonly found: number;
  readonly missing: number;
}

function bytesOf(
  { source }: LoadStep,
  { target }: LoadPlan,
  sizes: ReadonlyMap<string, number>,
): StepBytes {
  let found = 0;
  let missing = 0;
  if (sizes.size === 0) return { found, missing };
  for (const file of source.files) {
    const size = sizes.get(filePathOf(target, source, file));
    if (size === undefined) missing += 1;
    else found += size;
  }
  return { found, missing };
}

class Sums implements StepsSummary {
  slices = 0;
  firstPeriod: string | null = null;
  lastPeriod: string | null = null;
  rowsIn = 0;
  unknownIn = 0;
  rowsOut = 0;
  unknownOut = 0;
  bytes = 0;
  filesMissing = 0;
  deleteOnly = 0;

  add({ periodId, source, expectedDeletes }: LoadStep, { found, missing }: StepBytes): void {
    this.slices += 1;
    if (periodId !== null) {
      if (this.firstPeriod === null || periodId < this.firstPeriod) this.firstPeriod = periodId;
      if (this.lastPeriod === null || periodId > this.lastPeriod) this.lastPeriod = periodId;
    }
    if (source.files.length === 0) this.deleteOnly += 1;
    else if (source.expected === null) this.unknownIn += 1;
    else this.rowsIn += source.expected;
    if (expectedDeletes === null) this.unknownOut += 1;
    else this.rowsOut += expectedDeletes;
    this.bytes += found;
    this.filesMissing += missing;
  }
}

class ExportSums implements ExportSummary {
  readonly planned: PlannedExport | undefined;
  readonly kinds = new Map<SliceKind, Sums>();
  readonly skippedCounts = new Map<string, { reason: SkipReason; by: number; slices: number }>();
  readonly #plan: LoadPlan;

  constructor(
    readonly counter: number,
    plan: LoadPlan,
  ) {
    this.#plan = plan;
    this.planned = plan.exports?.find(each => each.counter === counter);
  }

  addStep(step: LoadStep, bytes: StepBytes): void {
    const known = this.kinds.get(step.kind);
    const sums = known ?? new Sums();
    if (!known) this.kinds.set(step.kind, sums);
    sums.add(step, bytes);
  }

  addSkipped({ reason, by }: SkippedSlice): void {
    const key = reason === 'upToDate' ? reason : `${reason} ${by}`;
    const count = this.skippedCounts.get(key);
    if (count) count.slices += 1;
    else this.skippedCounts.set(key, { reason, by, slices: 1 });
  }

  *steps(): Generator<LoadStep> {
    for (const step of this.#plan.steps) if (step.source.counter === this.counter) yield step;
  }

  *skipped(): Generator<SkippedSlice> {
    for (const slice of this.#plan.skipped) if (slice.counter === this.counter) yield slice;
  }
}
