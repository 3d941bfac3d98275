// Figures against their limits: one that misses its limit fails the bench.
import { median } from './measure';

/** Prints whether something is as wanted. */
export function judge(text: string, isMet: boolean): void {
  console.log(`${isMet ? 'ok    ' : 'MISSED'}  ${text}`);
  if (!isMet) process.exitCode = 1;
}

/** Prints the median of what was measured against the most that it may be, then all values. */
export function judgeFigure(what: string, values: readonly number[], most: number): void {
  const middle = median(values);
  judge(`${figureText(what, middle)} of at most ${most}${allText(values)}`, middle <= most);
}

/** Prints the median of what has no limit, then all values. */
export function tellFigure(what: string, values: readonly number[]): void {
  console.log(`        ${figureText(what, median(values))}${allText(values)}`);
}

function figureText(what: string, value: number): string {
  return `${what.padEnd(48)} ${value.toFixed(0).padStart(5)}`;
}

function allText(values: readonly number[]): string {
  return values.length === 1 ? '' : `  (${values.map(value => value.toFixed(0)).join(', ')})`;
}
