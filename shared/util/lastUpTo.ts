/** The highest index below `count` that fits, when all up to some index do; 0 if none. */
export function lastUpTo(count: number, fits: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
