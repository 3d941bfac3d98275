// Rows of a result → as many points as can be drawn. Few rows are drawn as they are; of many, bars are sums of one x, lines the
// least and greatest values of narrow ranges, so that no peak is lost.
import type { SqlValue } from '../../engine/engine';
import type { ScanProgress } from '../../protocol/avroPreview';
import type { ResultColumn } from '../../protocol/queryGrid';
import type { ChartColumns, ChartData, ChartPoint } from '../../protocol/resultChart';
import { sqlCells } from '../../rows/sqlCells';
import type { Steps } from '../../util/steps';
import { ChartRanges } from './chartRanges';
import { mostSeries, type ChartSink } from './chartSink';
import { ChartSums } from './chartSums';
import type { Result } from './result';
import { scanRows } from './scanRows';

/** More points than these no screen shows. */
export const mostPoints = 2000;

/** Colours of bars, besides that of all others. */
const mostColours = 5;

/** Bars that can be told apart: of numbers and times, and of texts, which want to be read. */
const [mostBars, mostNamedBars] = [600, 200];

export interface ChartWish extends ChartColumns {
  readonly view: number;
  readonly onProgress: (progress: ScanProgress) => void;
}

/** The points of a view of a result. */
export function* chartPoints(result: Result, wish: ChartWish): Steps<ChartData> {
  const axis = axisOf(result.columns[wish.x]);
  const sink = makeSink(result.rowCount(wish.view) * wish.ys.length, axis, wish);
  const columns = [wish.x, ...(wish.series === null ? [] : [wish.series]), ...wish.ys];
  const pointsOf = rowPoints(wish, axis, result.columns);
  const { onProgress } = wish;
  let rows = 0;
  for (const row of scanRows(result.table, {
    where: result.where(wish.view),
    columns,
    onProgress,
  })) {
    if (!row) yield;
    else {
      rows++;
      for (const point of pointsOf(row)) sink.add(point);
    }
  }
  return { axis, rows, ...sink.result() };
}

function makeSink(count: number, axis: ChartData['axis'], { kind, ys }: ChartColumns): ChartSink {
  if (kind === 'line') {
    if (axis !== 'text' && count > mostPoints) return new ChartRanges(mostPoints);
    return new ChartSums(axis, { places: mostPoints, points: mostPoints, series: mostSeries });
  }
  // Bars that stand side by side are narrow; parts of one bar take no more room than it.
  const isGrouped = ys.length > 1;
  const places = axis === 'text' || isGrouped ? mostNamedBars : mostBars;
  return new ChartSums(axis, {
    places,
    points: isGrouped ? places : mostPoints,
    series: mostColours,
  });
}

function axisOf(column: ResultColumn | undefined): ChartData['axis'] {
  if (column?.isTime) return 'time';
  return column?.isNumber ? 'number' : 'text';
}

/** The points of a row: one for each y that is a number, at an x that is something. */
function rowPoints(
  { ys, series }: ChartColumns,
  axis: ChartData['axis'],
  columns: readonly ResultColumn[],
): (row: readonly SqlValue[]) => readonly ChartPoint[] {
  const first = series === null ? 1 : 2;
  const names = ys.map(place => (ys.length > 1 ? (columns[place]?.name ?? '') : ''));
  return row => {
    const x = placeOn(axis, row[0] ?? null);
    if (x === undefined) return [];
    const own = series === null ? '' : (sqlCells.text(row[1] ?? null, 1) ?? '∅');
    return ys.flatMap((_, i) => {
      const y = Number(row[first + i] ?? Number.NaN);
      const name = [own, names[i]].filter(text => text).join(' · ');
      return Number.isFinite(y) && isNumeric(row[first + i]) ? [{ x, y, series: name }] : [];
    });
  };
}

function isNumeric(value: SqlValue | undefined): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}

function placeOn(axis: ChartData['axis'], value: SqlValue): number | string | undefined {
  if (axis === 'text') return sqlCells.text(value, 0) ?? '∅';
  const place =
    axis === 'time' ? Date.parse(String(value)) : isNumeric(value) ? Number(value) : NaN;
  return Number.isFinite(place) ? place : undefined;
}
