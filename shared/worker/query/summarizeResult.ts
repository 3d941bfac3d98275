// What the values of a result's columns are like: from a sample all over it, or from all of its rows.
import type { SqlValue } from '../../engine/engine';
import type { ColumnSummary, ScanProgress } from '../../protocol/avroPreview';
import type { ResultColumn } from '../../protocol/queryGrid';
import { cutCell } from '../../rows/cutCell';
import { sqlCells } from '../../rows/sqlCells';
import type { Steps } from '../../util/steps';
import { ColumnCounter, type CountedColumn } from '../summary/columnCounter';
import type { Result } from './result';
import { scanRows } from './scanRows';

const sampleSpots = 16;
const rowsOfSpot = 256;

export interface SummarizedColumns {
  readonly view: number;
  /** By their places, as text. */
  readonly columns: readonly string[];
  readonly exact: boolean;
  readonly onProgress: (progress: ScanProgress) => void;
}

/** A result that is small is looked at whole, also as a sample. */
export function* summarizeResult(
  result: Result,
  { view, columns, exact, onProgress }: SummarizedColumns,
): Steps<readonly ColumnSummary[]> {
  const places = columns.map(Number);
  const counters = places.map(place => new ColumnCounter(countedColumn(result.columns, place)));
  const count = (row: readonly SqlValue[], cells: readonly number[]) =>
    counters.forEach((counter, i) => counter.add(row[cells[i] ?? 0] ?? null));
  const size = result.rowCount(view);
  const isSmall = size <= sampleSpots * rowsOfSpot;
  if (exact && !isSmall) {
    const cells = places.map((_, i) => i);
    const scan = { where: result.where(view), columns: places, onProgress };
    for (const row of scanRows(result.table, scan)) {
      if (row) count(row, cells);
      else yield;
    }
  } else {
    for (const [start, end] of spots(size)) {
      for (const row of result.rows(view, start, end)) count(row, places);
      yield;
    }
  }
  return counters.map(counter => counter.summary(exact || isSmall));
}

function spots(size: number): readonly (readonly [start: number, end: number])[] {
  if (size <= sampleSpots * rowsOfSpot) return [[0, size]];
  return Array.from({ length: sampleSpots }, (_, spot) => {
    const start = Math.floor((size / sampleSpots) * spot);
    return [start, start + rowsOfSpot];
  });
}

function countedColumn(columns: readonly ResultColumn[], place: number): CountedColumn<SqlValue> {
  const { isNumber = false, isTime = false } = columns[place] ?? {};
  return {
    name: String(place),
    isOrdered: isNumber || isTime,
    textOf: value => cutCell(sqlCells.text(value, place)),
    keyOf: (value, text) => {
      if (isTime) return Date.parse(text);
      return typeof value === 'number' || typeof value === 'bigint' ? value : Number.NaN;
    },
  };
}
