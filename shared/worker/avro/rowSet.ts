/** Numbers of rows in an order of their own; four bytes each, for lists of millions. */
export class RowSet {
  #numbers = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(row: number): void {
    if (this.#length === this.#numbers.length) {
      const grown = new Uint32Array(this.#length * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.#length++] = row;
  }

  /** The numbers from one place to another, half-open. */
  slice(start: number, end: number): readonly number[] {
    return Array.from(this.#numbers.subarray(start, Math.min(end, this.#length)));
  }
}
