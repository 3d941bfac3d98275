const bins = 256;
const bars = 24;

/** Counts of numbers by range; the range grows with the numbers, by joining bins two by two. */
export class Histogram {
  readonly #counts = new Float64Array(bins);
  #low = 0;
  #width = 0;
  #min = Infinity;
  #max = -Infinity;
  /** Until two different numbers are known there is no range. */
  #same = 0;

  add(value: number): void {
    if (!Number.isFinite(value)) return;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
    if (this.#width === 0 && !this.#begin(value)) return;
    while (value < this.#low || value >= this.#low + this.#width * bins) this.#widen(value);
    this.#count(value, 1);
  }

  /** Counts of equal ranges from the least number to the greatest; empty where there are no numbers. */
  counts(): readonly number[] {
    if (this.#width === 0) return this.#same > 0 ? [this.#same] : [];
    const result = new Array<number>(bars).fill(0);
    const range = this.#max - this.#min;
    this.#counts.forEach((count, bin) => {
      if (count === 0) return;
      const middle = this.#low + (bin + 0.5) * this.#width;
      const bar = Math.floor(((middle - this.#min) / range) * bars);
      const place = Math.max(0, Math.min(bars - 1, bar));
      result[place] = (result[place] ?? 0) + count;
    });
    return result;
  }

  /** False while all numbers are the same. */
  #begin(value: number): boolean {
    if (this.#min === this.#max) {
      this.#same++;
      return false;
    }
    this.#low = this.#min;
    this.#width = ((this.#max - this.#min) / bins) * 2 || Number.MIN_VALUE;
    const other = value === this.#min ? this.#max : this.#min;
    this.#count(other, this.#same);
    return true;
  }

  #count(value: number, times: number): void {
    const bin = Math.floor((value - this.#low) / this.#width);
    const place = Math.max(0, Math.min(bins - 1, bin));
    this.#counts[place] = (this.#counts[place] ?? 0) + times;
  }

  #widen(value: number): void {
    const joined = new Float64Array(bins);
    const shift = value < this.#low ? bins / 2 : 0;
    for (let bin = 0; bin < bins; bin += 2) {
      joined[shift + bin / 2] = (this.#counts[bin] ?? 0) + (this.#counts[bin + 1] ?? 0);
    }
    if (shift > 0) this.#low -= this.#width * bins;
    this.#counts.set(joined);
    this.#width *= 2;
  }
}
