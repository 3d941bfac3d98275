import type { ChartData, ChartPoint } from '../../protocol/resultChart';
import type { ChartSink } from './chartPoints';

/** Values that are remembered at most, to say how many there was no room for. */
const mostKnown = 100_000;

interface Place {
  readonly x: number | string;
  /** By series. */
  readonly sums: Map<string, number>;
}

/** One point for each x of each series: the sum of what is there. Numbers and times are in their order, texts as they come. */
export class ChartSums implements ChartSink {
  readonly #places = new Map<number | string, Place>();
  #isSum = false;

  constructor(
    readonly axis: ChartData['axis'],
    readonly most: number,
  ) {}

  add({ x, y, series }: ChartPoint): void {
    const known = this.#places.get(x);
    if (!known && this.#places.size >= mostKnown) return;
    const place = known ?? { x, sums: new Map<string, number>() };
    if (!known) this.#places.set(x, place);
    const before = place.sums.get(series);
    if (before !== undefined) this.#isSum = true;
    place.sums.set(series, (before ?? 0) + y);
  }

  result() {
    const places = [...this.#places.values()];
    if (this.axis !== 'text') places.sort((a, b) => Number(a.x) - Number(b.x));
    const points: ChartPoint[] = [];
    let left = 0;
    for (const { x, sums } of places) {
      if (points.length > 0 && points.length + sums.size > this.most) left++;
      else for (const [series, y] of sums) points.push({ x, y, series });
    }
    const drawn = this.#isSum ? ('sums' as const) : ('rows' as const);
    return { points, drawn, left };
  }
}
