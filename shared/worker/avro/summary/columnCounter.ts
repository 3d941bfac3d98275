import type { AvroValue } from '../../../avro/avroValue';
import type { ColumnSummary, PreviewCell } from '../../../protocol/avroPreview';
import { cellText } from '../cellText';
import type { TypedColumn } from '../previewColumns';
import { DistinctCounter } from './distinctCounter';
import { Histogram } from './histogram';
import { TopValues } from './topValues';

type Key = number | bigint | string;

/** Takes the values of one column and says what they are like. */
export class ColumnCounter {
  #rows = 0;
  #nulls = 0;
  #min: { readonly key: Key; readonly text: string } | undefined;
  #max: { readonly key: Key; readonly text: string } | undefined;
  readonly #distinct = new DistinctCounter();
  readonly #top = new TopValues();
  readonly #histogram = new Histogram();

  constructor(readonly column: TypedColumn) {}

  add(value: AvroValue): void {
    this.#rows++;
    const text = cellText(value, this.column, false);
    if (text === null) {
      this.#nulls++;
      return;
    }
    this.#distinct.add(text);
    this.#top.add(text);
    const key = this.#keyOf(value, text);
    if (this.#isOrdered) this.#histogram.add(Number(key));
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

  get #isOrdered(): boolean {
    const { kind } = this.column.shown;
    return kind === 'number' || kind === 'time';
  }

  /** Numbers and times by the number beneath, decimals by what they come to, all else by its text. */
  #keyOf(value: AvroValue, text: string): Key {
    if (!this.#isOrdered) return text;
    return typeof value === 'number' || typeof value === 'bigint' ? value : Number(text);
  }
}
