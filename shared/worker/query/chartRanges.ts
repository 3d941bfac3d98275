import type { ChartPoint } from '../../protocol/resultChart';
import { mostSeries, type ChartSink } from './chartSink';
import { KnownNames } from './knownNames';

interface Range {
  min: ChartPoint;
  max: ChartPoint;
}

/**
 * Of each of many ranges of x the least and the greatest y, for each series. The ranges are as wide as they must be: when x
 * leaves them, they are joined two by two.
 */
export class ChartRanges implements ChartSink {
  readonly #series = new Map<string, Map<number, Range>>();
  readonly #names = new KnownNames(mostSeries);
  #low: number | undefined;
  /** 0 as long as there is one x only. */
  #width = 0;

  constructor(readonly most: number) {}

  add(point: ChartPoint): void {
    const x = Number(point.x);
    this.#low ??= x;
    if (!this.#hasRoomFor(point.series)) return;
    while (!this.#reaches(x)) this.#widen(x);
    const ranges = this.#series.get(point.series);
    if (ranges) note(ranges, placeOf(x, this.#low, this.#width), point);
  }

  result() {
    const points = [...this.#series.values()].flatMap(ranges =>
      [...ranges]
        .sort(([a], [b]) => a - b)
        .flatMap(([, { min, max }]) =>
          min === max ? [min] : Number(min.x) <= Number(max.x) ? [min, max] : [max, min],
        ),
    );
    const { others: left, isMore: isMoreLeft } = this.#names;
    return { points, drawn: 'extremes' as const, left, isMoreLeft, step: null };
  }

  /** Ranges of each series, so that all of them together are no more than can be drawn. */
  get #count(): number {
    const even = Math.floor(this.most / 2 / Math.max(1, this.#series.size) / 2) * 2;
    return Math.max(16, even);
  }

  #hasRoomFor(name: string): boolean {
    if (!this.#names.has(name)) return false;
    if (this.#series.has(name)) return true;
    const last = (this.#low ?? 0) + this.#width * (this.#count - 0.5);
    this.#series.set(name, new Map());
    // Each has fewer ranges now.
    while (this.#width > 0 && !this.#reaches(last)) this.#widen(last);
    return true;
  }

  #reaches(x: number): boolean {
    const low = this.#low ?? x;
    return this.#width === 0 ? x === low : x >= low && x < low + this.#width * this.#count;
  }

  #widen(x: number): void {
    const before = this.#low ?? x;
    const isFirst = this.#width === 0;
    const width = isFirst ? (Math.abs(x - before) * 2) / this.#count : this.#width * 2;
    const end = before + this.#width * this.#count;
    const low = x >= before ? before : isFirst ? x : end - width * this.#count;
    for (const [name, ranges] of this.#series) {
      const joined = new Map<number, Range>();
      for (const { min, max } of ranges.values()) {
        for (const point of [min, max]) note(joined, placeOf(Number(point.x), low, width), point);
      }
      this.#series.set(name, joined);
    }
    this.#low = low;
    this.#width = width;
  }
}

function placeOf(x: number, low: number, width: number): number {
  return width === 0 ? 0 : Math.floor((x - low) / width);
}

function note(ranges: Map<number, Range>, place: number, point: ChartPoint): void {
  const range = ranges.get(place);
  if (!range) ranges.set(place, { min: point, max: point });
  else if (point.y < range.min.y) range.min = point;
  else if (point.y > range.max.y) range.max = point;
}
