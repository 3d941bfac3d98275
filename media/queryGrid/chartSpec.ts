// The points of a chart as a plot: data in, specification out.
import type * as Plot from '@observablehq/plot';

import {
  otherSeries,
  type ChartColumns,
  type ChartData,
  type ChartPoint,
} from '../../shared/protocol/resultChart';
import { countText } from '../../shared/util/humanText';
import type { FigureDrawing, FigureSize, FigureSpec, FigureValue } from '../charts/figureSpec';
import { t } from '../localText';

/** What is drawn, and what its axes are called. */
export interface DrawnChart {
  readonly data: ChartData;
  readonly kind: ChartColumns['kind'];
  readonly x: string;
  /** Of all lines or colours; a single one names the axis. */
  readonly ys: readonly string[];
}

/** Colours of VS Code's own charts; orange comes last, since some themes make it a shade. */
const chartColours = ['blue', 'green', 'purple', 'yellow', 'red', 'orange'] as const;

/** The lines or colours of a chart, in their order; what there is no colour for comes last. */
export function seriesOf({ points }: ChartData): readonly string[] {
  const names = new Set(points.map(({ series }) => series));
  return names.delete(otherSeries) ? [...names, otherSeries] : [...names];
}

/** As the legend has it. */
export function seriesText(name: string): string {
  return name === otherSeries ? t('others') : name;
}

/** The chart for the wrapper of plots. */
export function chartSpec(chart: DrawnChart): FigureSpec {
  const { kind, x, ys, data } = chart;
  const title =
    kind === 'line'
      ? t('{0} by {1}, as lines', ys.join(', '), x)
      : t('{0} by {1}, as bars', ys.join(', '), x);
  return {
    label: title,
    description: describe(chart),
    nearest: data.axis === 'text' || kind === 'bar' ? 'x' : 'xy',
    draw: (plot, size) => draw(plot, size, chart),
  };
}

/** What can be seen, in words. */
function describe({ data: { points, axis }, x }: DrawnChart): string {
  const sorted = [...points].sort((a, b) => a.y - b.y);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (!least || !most) return t('No values');
  return t(
    '{0} values by {1}; the least is {2} at {3}, the greatest {4} at {5}.',
    ...[countText(points.length), x, numberText(least.y), placeText(least, axis)],
    ...[numberText(most.y), placeText(most, axis)],
  );
}

function draw(plot: typeof Plot, { width, height }: FigureSize, chart: DrawnChart): FigureDrawing {
  const { data, kind } = chart;
  const series = seriesOf(data);
  const isBand = kind === 'bar' || data.axis === 'text';
  const places = data.points.map(point =>
    isBand ? placeText(point, data.axis) : atPlace(point, data),
  );
  const rows = data.points.map((point, i) => ({ ...point, place: places[i] ?? '' }));
  const isGrouped = hasGroups(chart);
  const channels = isGrouped
    ? ({ fx: 'place', x: 'series', y: 'y' } as const)
    : ({ x: 'place', y: 'y' } as const);
  const mark =
    kind === 'line'
      ? plot.lineY(rows, { ...channels, stroke: 'series', strokeWidth: 1.5 })
      : plot.barY(rows, { ...channels, fill: 'series' });
  // A line of one point is none.
  const dots =
    kind === 'line' && data.points.length <= 60
      ? [plot.dot(rows, { ...channels, fill: 'series', r: 2 })]
      : [];
  const names = everyDay(chart) ?? [...new Set(places)];
  return {
    values: valuesOf(chart, places),
    options: {
      width,
      height: Math.max(120, height),
      marginLeft: Math.min(110, 18 + longestNumber(data) * 7),
      marginTop: 22,
      ...across(chart, isBand ? names : undefined, width),
      ...(isGrouped ? { x: { axis: null, domain: [...series] } } : {}),
      y: { label: chart.ys.length === 1 ? (chart.ys[0] ?? null) : null, grid: true, nice: true },
      color: { type: 'ordinal', domain: [...series], range: series.map(colourOf) },
      marks: [plot.ruleY([0], { strokeOpacity: 0.4 }), mark, ...dots],
    },
  };
}

/** The colour of a line or of bars, by its place among them. */
export function colourName(name: string, place: number): string {
  return name === otherSeries ? 'others' : (chartColours[place % chartColours.length] ?? 'blue');
}

/** As CSS says it. */
export function colourOf(name: string, place: number): string {
  const colour = colourName(name, place);
  return colour === 'others'
    ? 'var(--vscode-descriptionForeground)'
    : `var(--vscode-charts-${colour})`;
}

function longestNumber({ points }: ChartData): number {
  return Math.max(1, ...points.map(({ y }) => numberText(Math.round(y)).length));
}

/** The axis below, of places by their names or of a scale, and its room. */
function across(
  chart: DrawnChart,
  names: readonly unknown[] | undefined,
  width: number,
): Plot.PlotOptions {
  const common = { label: chart.x, axis: 'bottom' } as const;
  if (!names) {
    if (chart.data.axis !== 'time') return { marginBottom: 34, x: common };
    const ticks = isOfFewDays(chart.data, width) ? { ticks: 'day' } : {};
    // Labels of times have two lines.
    return { marginBottom: 46, x: { ...common, ...ticks, type: 'utc', labelOffset: 42 } };
  }
  const ticks = someOf(names, width);
  const letters = Math.max(0, ...ticks.map(text => String(text).length));
  const isTight = letters * 7 * ticks.length > width;
  const type = chart.kind === 'bar' ? 'band' : 'point';
  const axis = {
    ...common,
    type,
    domain: names,
    ticks,
    ...(isTight && { tickRotate: -40 }),
  } as const;
  return {
    marginBottom: isTight ? Math.min(110, 24 + letters * 5) : 34,
    ...(hasGroups(chart) ? { fx: axis } : { x: axis }),
  };
}

const day = 86_400_000;
/** Bars that can be told apart. */
const mostDays = 600;

/** All days from the first to the last, so that one without a value is seen as a hole; undefined where x is no day of many. */
function everyDay({ data: { points, axis, step }, ys }: DrawnChart): readonly string[] | undefined {
  const times = points.map(({ x }) => Number(x));
  if (axis !== 'time' || step || !areWholeDays(times)) return undefined;
  const isDaily = times.some((time, i) => time - (times[i - 1] ?? -Infinity) === day);
  const first = Math.min(...times);
  const count = Math.round((Math.max(...times) - first) / day) + 1;
  if (!isDaily || count > mostDays / ys.length) return undefined;
  return Array.from({ length: count }, (_, i) => placeText({ x: first + i * day }, axis));
}

/** Whole days, each of which has room for its name: the hours between them are nothing. */
function isOfFewDays({ points }: ChartData, width: number): boolean {
  const times = points.map(({ x }) => Number(x));
  return areWholeDays(times) && (Math.max(...times) - Math.min(...times)) / day < width / 60;
}

function areWholeDays(times: readonly number[]): boolean {
  return times.every(time => time % day === 0);
}

/** No more labels than there is room for. */
function someOf<T>(domain: readonly T[], width: number): T[] {
  const step = Math.max(1, Math.ceil(domain.length / Math.max(2, width / 26)));
  return domain.filter((_, place) => place % step === 0);
}

function atPlace({ x }: ChartPoint, { axis }: ChartData): number | Date | string {
  return axis === 'time' ? new Date(Number(x)) : x;
}

/** Parts of one column stand on each other; bars of several columns side by side: their sum would mean nothing. */
function hasGroups({ kind, ys }: DrawnChart): boolean {
  return kind === 'bar' && ys.length > 1;
}

/** What is pointed at is the upper edge of each bar. */
function valuesOf(
  chart: DrawnChart,
  places: readonly (number | Date | string)[],
): readonly FigureValue[] {
  const { data, kind, x } = chart;
  const isGrouped = hasGroups(chart);
  const heights = new Map<number | Date | string, number>();
  return data.points.map((point, i) => {
    const place = places[i] ?? '';
    const below = kind === 'bar' && !isGrouped ? (heights.get(place) ?? 0) : 0;
    heights.set(place, below + point.y);
    const name = point.series === '' ? '' : `${seriesText(point.series)}: `;
    const lines = [`${x}: ${placeText(point, data.axis)}`, `${name}${numberText(point.y)}`];
    const across = isGrouped ? { fx: place, x: point.series } : { x: place };
    return { ...across, y: below + point.y, lines };
  });
}

/** `2023-02-22`, with the time where it has one. */
function placeText({ x }: Pick<ChartPoint, 'x'>, axis: ChartData['axis']): string {
  if (axis !== 'time') return String(x);
  const text = new Date(Number(x)).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.replace('.000Z', 'Z');
}

/** Whole numbers in groups, others with a few digits. */
export function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return countText(value);
  return String(Number(value.toPrecision(7)));
}
