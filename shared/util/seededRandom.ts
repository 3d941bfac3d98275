/** Deterministic pseudo random numbers (xorshift32), so that a failing seed can be run again. */
export class SeededRandom {
  #state: number;
  constructor(readonly seed: number) {
    this.#state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0 || 1;
  }
  /** 0 ≤ x < 1. */
  next(): number {
    let s = this.#state;
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    this.#state = s >>> 0;
    return this.#state / 4294967296;
  }
  /** An integer, 0 ≤ x < end. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }
  /** An integer, start ≤ x < end. */
  between(start: number, end: number): number {
    return start + this.below(end - start);
  }
  chance(probability: number): boolean {
    return this.next() < probability;
  }
  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}
