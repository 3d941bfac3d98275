/** One run of selected rows, however long: it has no list. */
export class SelectedRows {
  #anchor = -1;
  #end = -1;

  constructor(readonly onChange: () => void) {}

  /** Half-open; undefined where at most one row is meant. */
  get range(): { readonly start: number; readonly end: number } | undefined {
    if (this.#anchor < 0 || this.#anchor === this.#end) return undefined;
    return {
      start: Math.min(this.#anchor, this.#end),
      end: Math.max(this.#anchor, this.#end) + 1,
    };
  }

  has(row: number): boolean {
    const { range } = this;
    return range !== undefined && row >= range.start && row < range.end;
  }

  /** A click starts anew, with Shift it extends. */
  click(row: number, extend: boolean): void {
    const had = this.range !== undefined;
    if (extend && this.#anchor >= 0) this.#end = row;
    else this.#anchor = this.#end = row;
    if (had || this.range) this.onChange();
  }

  /** From where it began to another row; from `row` where nothing is selected. */
  extend(row: number, to: number): void {
    if (!this.range) this.#anchor = row;
    this.#end = to;
    this.onChange();
  }

  all(rowCount: number): void {
    this.#anchor = 0;
    this.#end = rowCount - 1;
    this.onChange();
  }

  clear(): void {
    if (this.range) {
      this.#anchor = this.#end = -1;
      this.onChange();
    } else this.#anchor = this.#end = -1;
  }
}
