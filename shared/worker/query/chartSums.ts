import {
  otherSeries,
  type ChartData,
  type ChartPoint,
  type ChartStep,
} from '../../protocol/resultChart';
import type { ChartRoom, ChartSink } from './chartSink';
import { nestingStep, startOfStep, stepsOver } from './chartSteps';
import { KnownNames } from './knownNames';

/** Places that are kept at once. */
const mostKept = 20_000;

/** Sums by x, then by series. */
type Places = Map<number | string, Map<string, number>>;

/**
 * One point for each x of each series: the sum of what is there. Texts stand as they come, the first of them; numbers and
 * times in their order, and where there are more than can be drawn, sums of ranges take their place, so that none is missing.
 */
export class ChartSums implements ChartSink {
  readonly #axis: ChartData['axis'];
  readonly #room: ChartRoom;
  readonly #series: KnownNames;
  readonly #texts: KnownNames;
  #places: Places = new Map();
  #step: ChartStep | undefined;
  #isSum = false;

  constructor(axis: ChartData['axis'], room: ChartRoom) {
    this.#axis = axis;
    this.#room = room;
    this.#series = new KnownNames(room.series);
    this.#texts = new KnownNames(room.places);
  }

  add({ x, y, series: name }: ChartPoint): void {
    if (this.#axis === 'text' && !this.#texts.has(x)) return;
    // A stack without them would be lower than the sum that it stands for.
    const series = this.#series.has(name) ? name : otherSeries;
    const place = this.#step ? startOfStep(Number(x), this.#step) : x;
    this.#isSum = addTo(this.#places, place, series, y) || this.#isSum;
    if (this.#axis !== 'text' && this.#places.size > mostKept) {
      this.#step = nestingStep(this.#axis, this.#step, widthOf(this.#places) / mostKept);
      this.#places = this.#joined(this.#step);
    }
  }

  result() {
    const { places, step } = this.#drawn();
    const points: ChartPoint[] = [];
    let crowded = 0;
    for (const [x, sums] of places) {
      if (points.length > 0 && points.length + sums.size > this.#room.points) crowded++;
      else for (const [series, y] of sums) points.push({ x, y, series });
    }
    return {
      points,
      drawn: this.#isSum ? ('sums' as const) : ('rows' as const),
      left: this.#texts.others + crowded,
      isMoreLeft: this.#texts.isMore,
      step: step ?? null,
    };
  }

  /** The places as they are, or as narrow ranges of them as there is room for. */
  #drawn(): { readonly places: Places; readonly step: ChartStep | undefined } {
    if (this.#axis === 'text') return { places: this.#places, step: undefined };
    let [places, step] = [this.#places, this.#step];
    if (!this.#isRoomFor(places)) {
      const least = widthOf(places) / this.#room.places;
      for (const wider of stepsOver(this.#axis, this.#step, least)) {
        [places, step] = [this.#joined(wider), wider];
        if (this.#isRoomFor(places)) break;
      }
    }
    return { places: new Map([...places].sort(([a], [b]) => Number(a) - Number(b))), step };
  }

  #isRoomFor(places: Places): boolean {
    return places.size <= this.#room.places && countOf(places) <= this.#room.points;
  }

  /** The places added up in wider ranges. */
  #joined(step: ChartStep): Places {
    const joined: Places = new Map();
    for (const [x, sums] of this.#places) {
      const start = startOfStep(Number(x), step);
      for (const [series, y] of sums) this.#isSum = addTo(joined, start, series, y) || this.#isSum;
    }
    return joined;
  }
}

/** Says whether there was a value before. */
function addTo(places: Places, x: number | string, series: string, y: number): boolean {
  const sums = places.get(x) ?? new Map<string, number>();
  places.set(x, sums);
  const before = sums.get(series);
  sums.set(series, (before ?? 0) + y);
  return before !== undefined;
}

function countOf(places: Places): number {
  let count = 0;
  for (const { size } of places.values()) count += size;
  return count;
}

function widthOf(places: Places): number {
  let [low, high] = [Infinity, -Infinity];
  for (const x of places.keys()) {
    low = Math.min(low, Number(x));
    high = Math.max(high, Number(x));
  }
  return high - low;
}
