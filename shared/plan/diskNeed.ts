// How much disk a sync needs, as far as can be told before it reads anything.
import { DataSyncError } from '../errors';
import { bytesText } from '../util/humanText';
import { filePathOf } from './filePath';
import type { LoadPlan, LoadStep } from './loadPlan';

/** Rows in SQLite against bytes of Avro: deflate and zstandard shrink events to a third or less, null hardly at all. */
const growthFactor = 3;
/** A transaction ends after this many bytes of files, so the rollback journal does not outgrow it by much. */
const transactionBytes = 64_000_000;

/**
 * An estimate of the bytes by which the database file and its rollback journal will grow; null when no size is known.
 * Rows that are replaced leave room for those that come.
 */
export function estimateDisk(plan: LoadPlan, sizes: ReadonlyMap<string, number>): number | null {
  let growth = 0;
  let replaced = 0;
  let largest = 0;
  let known = false;
  for (const step of plan.steps) {
    const bytes = step.source.files
      .map(file => sizes.get(filePathOf(plan.target, step.source, file)))
      .filter(size => size !== undefined);
    known ||= bytes.length > 0 || step.source.files.length === 0;
    const size = bytes.reduce((sum, each) => sum + each, 0);
    const share = replacedShare(step);
    growth += size * (1 - share);
    replaced += size * share;
    largest = Math.max(largest, size * share);
  }
  if (!known && plan.steps.length > 0) return null;
  const journal = Math.min(replaced, Math.max(transactionBytes, largest));
  return Math.ceil((growth + journal) * growthFactor);
}

/** Throws `plan.disk-too-small` when the estimate is above what is free; silent where either is unknown. */
export function requireDisk(planned: {
  readonly file: string;
  readonly expectedDisk: number | null;
  readonly freeDisk: number | null;
}): void {
  const { file, expectedDisk, freeDisk } = planned;
  if (expectedDisk === null || freeDisk === null || expectedDisk <= freeDisk) return;
  throw new DataSyncError(
    'plan.disk-too-small',
    `${file} would grow by about ${bytesText(expectedDisk)} (an estimate), but its disk has ${bytesText(freeDisk)} free: ` +
      'nothing was changed. Free some space, choose another --db, load less at once (--counter, --period, --kind), ' +
      'or try it with --ignore-free-space: a disk that fills up costs no more than the last second',
    { file, expectedDisk, freeDisk },
  );
}

/** The part of a step's rows that takes the place of old ones, 0 to 1. */
function replacedShare({ source, expectedDeletes }: LoadStep): number {
  if (expectedDeletes === null || source.expected === null || source.expected === 0) return 0;
  return Math.min(1, expectedDeletes / source.expected);
}
