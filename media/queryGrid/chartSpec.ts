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
export const chartColours = ['blue', 'green', 'purple', 'yellow', 'red', 'orange'] as const;

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
  const channels = { x: 'place', y: 'y' } as const;
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
      x: {
        label: chart.x,
        ...(isBand ? { domain, type: kind === 'bar' ? 'band' : 'point' } : {}),
        ...(isBand ? { ticks: someOf(domain, width) } : {}),
        ...(data.axis === 'time' && !isBand ? { type: 'utc' } : {}),
      },
      y: { label: chart.ys.length === 1 ? (chart.ys[0] ?? null) : null, grid: true, nice: true },
      color: { type: 'ordinal', domain: [...series], range: series.map((_, i) => colourOf(i)) },
      marks: [plot.ruleY([0], { strokeOpacity: 0.4 }), mark, ...dots],
    },
  };
}

function colourOf(place: number): string {
  return `var(--vscode-charts-${chartColours[place % chartColours.length] ?? 'blue'})`;
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

/** Bars of one x stand on each other: what is pointed at is the upper edge of each. */
function valuesOf(
  { data, kind, x }: DrawnChart,
  places: readonly (number | Date | string)[],
): readonly FigureValue[] {
  const heights = new Map<number | Date | string, number>();
  return data.points.map((point, i) => {
    const place = places[i] ?? '';
    const below = kind === 'bar' ? (heights.get(place) ?? 0) : 0;
    heights.set(place, below + point.y);
    const name = point.series === '' ? '' : `${point.series}: `;
    const lines = [`${x}: ${placeText(point, data.axis)}`, `${name}${numberText(point.y)}`];
    return { x: place, y: below + point.y, lines };
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
