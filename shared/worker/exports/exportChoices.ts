// What a table of exports can be filtered by, and how many exports there are of each. Pure.
import { exportKinds } from '../../listing/exportRows';
import type { ExportSource } from '../../listing/chooseExports';
import { loadStateWords } from '../../listing/stateGlyphs';
import type { LoadState } from '../../plan/states';
import type { ExportChoices } from '../../protocol/exportsTable';

/** The applications by name; kinds and states that no export has are left out. */
export function exportChoices(sources: readonly ExportSource[]): ExportChoices {
  const rows = sources.flatMap(source => source.rows);
  const kinds = countBy(rows.map(({ kind }) => kind));
  const states = countBy(rows.map(({ state }) => state));
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  return {
    sources: sources
      .map(({ rows: own, ...source }) => ({ ...source, count: own.length }))
      .sort((a, b) => compare(a.name, b.name)),
    kinds: exportKinds.flatMap(kind => countedOf(kinds, kind)),
    states: loadStateWords.flatMap(state => countedOf<LoadState>(states, state)),
  };
}

function countBy<T>(values: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function countedOf<T>(
  counts: ReadonlyMap<T | null, number>,
  value: T,
): readonly (readonly [T, number])[] {
  const count = counts.get(value);
  return count === undefined ? [] : [[value, count]];
}
