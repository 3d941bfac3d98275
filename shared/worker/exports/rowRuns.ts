// Rows of a table as runs of places, and where they are after its order has changed. Pure.
import type { TableEntry } from '../../listing/chooseExports';
import type { RowRun } from '../../protocol/exportsTable';

/** The places of some runs. */
export function* rowsIn(runs: readonly RowRun[]): Generator<number> {
  for (const { start, end } of runs) for (let row = start; row < end; row++) yield row;
}

/** Where lines are that stood elsewhere before. */
export function rowsAfter(
  before: readonly TableEntry[],
  after: readonly TableEntry[],
): {
  /** Lines that are gone are left out. */
  runs(selected: readonly RowRun[]): RowRun[];
  row(place: number): number | null;
} {
  const keyAt = (place: number) => {
    const entry = before[place];
    return entry && keyOfEntry(entry);
  };
  return {
    runs: selected => {
      if (selected.length === 0) return [];
      const keys = new Set([...rowsIn(selected)].map(keyAt));
      return runsOf(after.flatMap((entry, place) => (keys.has(keyOfEntry(entry)) ? [place] : [])));
    },
    row: place => {
      const key = keyAt(place);
      const found = after.findIndex(entry => keyOfEntry(entry) === key);
      return found < 0 ? null : found;
    },
  };
}

/** Places in order, as runs. */
export function runsOf(places: readonly number[]): RowRun[] {
  const runs: { start: number; end: number }[] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last?.end === place) last.end++;
    else runs.push({ start: place, end: place + 1 });
  }
  return runs;
}

function keyOfEntry({ source, row }: TableEntry): string {
  return row ? `${source.key}#${row.counter}#${row.exportId}` : source.key;
}
