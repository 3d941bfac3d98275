import type { SqlValue } from '../../engine/engine';
import type { ResultTotals } from '../../protocol/queryGrid';
import { sqlCells } from '../../rows/sqlCells';

type Number64 = number | bigint;

/** Adds up cells, as spreadsheets do: nulls and texts have no part in sums. Whole numbers are added exactly. */
export class Totals {
  #values = 0;
  #numbers = 0;
  #min: Number64 | undefined;
  #max: Number64 | undefined;
  /** Whole numbers: what is beyond 2^53 goes over into the other. */
  #whole = 0;
  #large = 0n;
  #reals = 0;
  /** What was lost of the reals by rounding, which is given back at the end. */
  #lost = 0;
  #hasReals = false;

  add(value: SqlValue): void {
    if (value === null) return;
    this.#values++;
    if (typeof value !== 'number' && typeof value !== 'bigint') return;
    this.#numbers++;
    if (this.#min === undefined || value < this.#min) this.#min = value;
    if (this.#max === undefined || value > this.#max) this.#max = value;
    if (typeof value === 'bigint') this.#large += value;
    else if (Number.isSafeInteger(value)) this.#addWhole(value);
    else this.#addReal(value);
  }

  get result(): ResultTotals {
    const { min, max, sum, average } = this.#figures();
    const text = (value: Number64 | undefined) =>
      value === undefined ? null : sqlCells.text(value, 0);
    return {
      ...{ values: this.#values, numbers: this.#numbers },
      ...{ sum: text(sum), average: text(average), min: text(min), max: text(max) },
    };
  }

  #figures() {
    if (this.#numbers === 0) return {};
    const exact = this.#large + BigInt(this.#whole);
    const isSmall = exact >= -(2n ** 53n) && exact <= 2n ** 53n;
    const total = Number(exact) + this.#reals + this.#lost;
    const sum = this.#hasReals ? total : isSmall ? Number(exact) : exact;
    return { min: this.#min, max: this.#max, sum, average: total / this.#numbers };
  }

  #addWhole(value: number): void {
    const sum = this.#whole + value;
    if (Number.isSafeInteger(sum)) this.#whole = sum;
    else {
      this.#large += BigInt(this.#whole);
      this.#whole = value;
    }
  }

  #addReal(value: number): void {
    this.#hasReals = true;
    const sum = this.#reals + value;
    if (Number.isFinite(sum)) {
      this.#lost +=
        Math.abs(this.#reals) >= Math.abs(value)
          ? this.#reals - sum + value
          : value - sum + this.#reals;
    }
    this.#reals = sum;
  }
}
