// Ranges of an axis that take the place of its single values, where there are more of these than can be drawn.
import type { ChartStep } from '../../protocol/resultChart';

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
/** The first of January 1970 was a Thursday; weeks begin on Mondays. */
const firstMonday = 4 * day;

/** From narrow to wide; what follows is ten times as wide as the last. */
const timeSteps: readonly ChartStep[] = [
  { unit: 'second', size: 1 },
  { unit: 'minute', size: 1 },
  { unit: 'minute', size: 10 },
  { unit: 'hour', size: 1 },
  { unit: 'day', size: 1 },
  { unit: 'week', size: 1 },
  { unit: 'month', size: 1 },
];

/** Wider and wider ranges without end, which hold whole ranges of `base`; those of numbers at least as wide as `least`. */
export function* stepsOver(
  axis: 'number' | 'time',
  base: ChartStep | undefined,
  least: number,
): Iterable<ChartStep> {
  if (axis === 'number') {
    const wanted = Math.max(least, base?.size ?? 0, Number.MIN_VALUE * 1e6);
    const size = Math.min(wanted, Number.MAX_VALUE / 10);
    for (let power = Math.floor(Math.log10(size)); ; power++) {
      for (const digit of [1, 2, 5]) {
        const rounded = Number(`${digit}e${power}`);
        if (rounded >= size) yield { unit: 'number', size: rounded };
      }
    }
  }
  const isBase = ({ unit, size }: ChartStep) => unit === base?.unit && size === base.size;
  if (base?.unit !== 'year') yield* timeSteps.slice(timeSteps.findIndex(isBase) + 1);
  for (let size = base?.unit === 'year' ? base.size * 10 : 1; ; size *= 10) {
    yield { unit: 'year', size };
  }
}

/** The first wider ranges that all further ones hold as a whole: weeks lie in two months, twos in two fives. */
export function nestingStep(
  axis: 'number' | 'time',
  base: ChartStep | undefined,
  least: number,
): ChartStep {
  for (const step of stepsOver(axis, base, Math.max(least, (base?.size ?? 0) * 1.5))) {
    const nests =
      step.unit === 'number' ? /^1e/.test(step.size.toExponential()) : step.unit !== 'week';
    if (nests) return step;
  }
  throw new Error('there is a wider range always');
}

/** Where the range of a value begins; times in milliseconds since 1970, UTC. */
export function startOfStep(value: number, { unit, size }: ChartStep): number {
  const floor = (width: number, from = 0) => Math.floor((value - from) / width) * width + from;
  switch (unit) {
    case 'number':
      if (size >= 1) return Math.floor(value / size) * size;
      // What is a multiple but for the last digit is one.
      return Number((Math.floor(value / size + 1e-9) * size).toPrecision(12));
    case 'second':
      return floor(second * size);
    case 'minute':
      return floor(minute * size);
    case 'hour':
      return floor(hour * size);
    case 'day':
      return floor(day * size);
    case 'week':
      return floor(7 * day * size, firstMonday);
    case 'month': {
      const date = new Date(value);
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
    }
    case 'year': {
      const year = Math.floor(new Date(value).getUTCFullYear() / size) * size;
      // Years below 100 would be of the last century.
      return new Date(0).setUTCFullYear(year, 0, 1);
    }
  }
}
