// The points of a chart as a plot: data in, specification out.
import type * as Plot from '@observablehq/plot';

import type { ChartColumns, ChartData, ChartPoint } from '../../shared/protocol/resultChart';
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

/** The lines or colours of a chart, in their order. */
export function seriesOf({ points }: ChartData): readonly string[] {
  return [...new Set(points.map(({ series }) => series))];
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
  const domain = [...new Set(places)];
  return {
    values: valuesOf(chart, places),
    options: {
      width,
      height: Math.max(120, height),
      ...marginsOf(chart, { width, isBand, domain }),
      [isGrouped ? 'fx' : 'x']: {
        ...{ label: chart.x, axis: 'bottom' },
        ...(isBand ? { domain, type: kind === 'bar' ? 'band' : 'point' } : {}),
        ...(isBand ? { ticks: someOf(domain, width) } : {}),
        ...(data.axis === 'time' && !isBand ? { type: 'utc' } : {}),
      },
      ...(isGrouped ? { x: { axis: null, domain: [...series] } } : {}),
      y: { label: chart.ys.length === 1 ? (chart.ys[0] ?? null) : null, grid: true, nice: true },
      color: { type: 'ordinal', domain: [...series], range: series.map((_, i) => colourOf(i)) },
      marks: [plot.ruleY([0], { strokeOpacity: 0.4 }), mark, ...dots],
    },
  };
}

/** The colour of a line or of bars, by its place among them. */
export function colourName(place: number): string {
  return chartColours[place % chartColours.length] ?? 'blue';
}

export function colourOf(place: number): string {
  return `var(--vscode-charts-${colourName(place)})`;
}

function marginsOf(
  { data: { points } }: DrawnChart,
  {
    width,
    isBand,
    domain,
  }: { readonly width: number; readonly isBand: boolean; readonly domain: readonly unknown[] },
) {
  const longest = Math.max(1, ...points.map(({ y }) => numberText(Math.round(y)).length));
  const labels = Math.max(0, ...someOf(domain, width).map(text => String(text).length));
  const isTight = isBand && labels * 7 * someOf(domain, width).length > width;
  return {
    marginLeft: Math.min(110, 18 + longest * 7),
    marginTop: 22,
    marginBottom: isTight ? Math.min(110, 24 + labels * 5) : 34,
    ...(isTight ? { tickRotate: -40 } : {}),
  };
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
    const name = point.series === '' ? '' : `${point.series}: `;
    const lines = [`${x}: ${placeText(point, data.axis)}`, `${name}${numberText(point.y)}`];
    const across = isGrouped ? { fx: place, x: point.series } : { x: place };
    return { ...across, y: below + point.y, lines };
  });
}

/** `2023-02-22`, with the time where it has one. */
function placeText({ x }: ChartPoint, axis: ChartData['axis']): string {
  if (axis !== 'time') return String(x);
  const text = new Date(Number(x)).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.replace('.000Z', 'Z');
}

/** Whole numbers in groups, others with a few digits. */
export function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return countText(value);
  return String(Number(value.toPrecision(7)));
}
