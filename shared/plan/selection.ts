// What the user chose, applied to exports, periods and kinds.
import { DataSyncError } from '../errors';
import type { ManifestEntry } from '../manifest/types';
import { inEnglish, type Translate } from '../util/translate';
import type { CounterRange, Selection } from './loadPlan';
import type { SliceKind } from './slice';

/** Whether the selection takes in this export. */
export function selectsCounter({ counters }: Selection, counter: number): boolean {
  if (!counters) return true;
  const { start, end, only } = counters;
  return counter >= start && counter < end && (!only || only.includes(counter));
}

/** Whether the selection takes in this period. */
export function selectsPeriod({ periods }: Selection, periodId: string): boolean {
  return !periods || (periodId >= periods.start && periodId < periods.end);
}

/** Whether the selection takes in this kind of slice. */
export function selectsKind({ kinds }: Selection, kind: SliceKind): boolean {
  return !kinds || kinds.has(kind);
}

/** The lowest counter from which a slice is still to be loaded, given the one it was loaded from. */
export function pendingFrom({ reload }: Selection, held: number): number {
  return reload ? held : held + 1;
}

/** Throws `plan.unknown-selection` when the counters or the periods choose nothing of this manifest. */
export function requireKnownSelection(
  entries: readonly ManifestEntry[],
  selection: Selection,
  manifest: string,
): void {
  const { counters, periods } = selection;
  const listed = entries.map(entry => entry.counter);
  if (counters && !listed.some(counter => selectsCounter(selection, counter))) {
    const found =
      listed.length > 0 ? `it lists ${rangesOf(inEnglish, listed)}` : 'it lists no exports';
    throw new DataSyncError(
      'plan.unknown-selection',
      `${manifest} lists no export with counter ${countersText(counters)}: ${found}`,
      { manifest, counters, listed },
    );
  }
  const covered = new Set(entries.flatMap(entry => entry.periods.map(({ periodId }) => periodId)));
  if (periods && covered.size > 0 && ![...covered].some(id => selectsPeriod(selection, id))) {
    const days = [...covered].sort();
    const [first = '', last = first] = [days[0], days.at(-1)];
    throw new DataSyncError(
      'plan.unknown-selection',
      `${manifest} covers no period from ${day(periods.start)} to before ${day(periods.end)}: ` +
        `its periods lie between ${day(first)} and ${day(last)}`,
      { manifest, periods, first, last },
    );
  }
}

/**
 * Whether planning found nothing of the selection in a manifest. Counters are per manifest, so of several manifests
 * some may well have none; only if none has any is the selection wrong.
 */
export function isUnknownSelection(thrown: unknown): thrown is DataSyncError {
  return thrown instanceof DataSyncError && thrown.code === 'plan.unknown-selection';
}

/** Ascending integers as ranges: `1, 3 to 7, 9`; long lists are cut in the middle. */
export function rangesOf(t: Translate, ascending: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const value of ascending) {
    const range = ranges.at(-1);
    if (range && value === range.last + 1) range.last = value;
    else ranges.push({ first: value, last: value });
  }
  const texts = ranges.map(({ first, last }) =>
    first === last
      ? String(first)
      : last === first + 1
        ? `${first}, ${last}`
        : t('{0} to {1}', first, last),
  );
  return texts.length <= 12
    ? texts.join(', ')
    : [...texts.slice(0, 6), '…', ...texts.slice(-5)].join(', ');
}

function countersText({ start, end, only }: CounterRange): string {
  if (only) return rangesOf(inEnglish, only);
  if (end === start + 1) return String(start);
  if (end === Infinity) return `${start} or higher`;
  if (start === -Infinity) return `below ${end}`;
  return `${start} to ${end - 1}`;
}

function day(periodId: string): string {
  return periodId.slice(0, 10);
}
