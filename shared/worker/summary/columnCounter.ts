import type { ColumnSummary, PreviewCell } from '../../protocol/avroPreview';
import { DistinctCounter } from './distinctCounter';
import { Histogram } from './histogram';
import { TopValues } from './topValues';

/** What values are compared by. */
export type Key = number | bigint | string;

/** A column and what its values are to a summary. */
export interface CountedColumn<V> {
  readonly name: string;
  /** Numbers and times, which have a range; others have only an order. */
  readonly isOrdered: boolean;
  /** As its cell shows it; null is a missing value. */
  textOf(value: V): string | null;
  /** Of a column that is ordered; NaN for what has no place in the range. */
  keyOf(value: V, text: string): number | bigint;
}

/** Takes the values of one column and says what they are like. */
export class ColumnCounter<V> {
  #rows = 0;
  #nulls = 0;
  #min: { readonly key: Key; readonly text: string } | undefined;
  #max: { readonly key: Key; readonly text: string } | undefined;
  readonly #distinct = new DistinctCounter();
  readonly #top = new TopValues();
  readonly #histogram = new Histogram();

  constructor(readonly column: CountedColumn<V>) {}

  add(value: V): void {
    this.#rows++;
    const text = this.column.textOf(value);
    if (text === null) {
      this.#nulls++;
      return;
    }
    this.#distinct.add(text);
    this.#top.add(text);
    const { isOrdered } = this.column;
    const key = isOrdered ? this.column.keyOf(value, text) : text;
    if (isOrdered) this.#histogram.add(Number(key));
    if (key !== key) return;
    if (!this.#min || key < this.#min.key) this.#min = { key, text };
    if (!this.#max || key > this.#max.key) this.#max = { key, text };
  }

  summary(exact: boolean): ColumnSummary {
    const text = (found: { readonly text: string } | undefined): PreviewCell => found?.text ?? null;
    return {
      column: this.column.name,
      rows: this.#rows,
      exact,
      nulls: this.#nulls,
      distinct: this.#distinct.count,
      distinctExact: this.#distinct.isExact,
      min: text(this.#min),
      max: text(this.#max),
      top: this.#top.top(),
      histogram: this.#histogram.counts(),
    };
  }
}
