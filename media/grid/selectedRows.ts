/** Rows, half-open. */
export interface RowRun {
  readonly start: number;
  readonly end: number;
}

/** How a row is clicked. */
export interface RowClick {
  /** With Shift: from where the run began. */
  readonly extend: boolean;
  /** With Ctrl or Cmd: this row besides, or no more. */
  readonly toggle: boolean;
}

/** Runs of selected rows, however long: there is no list of rows. */
export class SelectedRows {
  #anchor = -1;
  #end = -1;
  /** Besides the run that begins at the anchor; none of them is in another. */
  #others: readonly RowRun[] = [];

  constructor(readonly onChange: () => void) {}

  /** The only run; undefined where at most one row is meant, or several runs are. */
  get range(): RowRun | undefined {
    if (this.#others.length > 0) return undefined;
    return this.#anchor === this.#end ? undefined : this.#current;
  }

  /** All runs, in order; none where at most one row is meant. */
  get runs(): readonly RowRun[] {
    const { range } = this;
    if (this.#others.length === 0) return range ? [range] : [];
    return merged([...this.#others, ...(this.#current ? [this.#current] : [])]);
  }

  has(row: number): boolean {
    const isIn = ({ start, end }: RowRun) => row >= start && row < end;
    return this.range ? isIn(this.range) : this.#others.length > 0 && this.runs.some(isIn);
  }

  /** A click starts anew. */
  click(row: number, { extend, toggle }: RowClick): void {
    const had = this.runs.length > 0;
    if (toggle) this.#toggle(row);
    else if (extend && this.#anchor >= 0) this.#end = row;
    else {
      this.#anchor = this.#end = row;
      this.#others = [];
    }
    if (had || this.runs.length > 0) this.onChange();
  }

  /** From where it began to another row; from `row` where nothing is selected. */
  extend(row: number, to: number): void {
    if (this.runs.length === 0) this.#anchor = row;
    this.#end = to;
    this.onChange();
  }

  all(rowCount: number): void {
    this.#others = [];
    this.#anchor = 0;
    this.#end = rowCount - 1;
    this.onChange();
  }

  /** Exactly these. */
  set(runs: readonly RowRun[]): void {
    const last = runs.at(-1);
    this.#others = runs.slice(0, -1);
    this.#anchor = last ? last.start : -1;
    this.#end = last ? last.end - 1 : -1;
    this.onChange();
  }

  clear(): void {
    const had = this.runs.length > 0;
    this.#others = [];
    this.#anchor = this.#end = -1;
    if (had) this.onChange();
  }

  #toggle(row: number): void {
    const wasMeant = this.#current;
    const all = merged([...this.#others, ...(wasMeant ? [wasMeant] : [])]);
    if (!all.some(({ start, end }) => row >= start && row < end)) {
      this.#others = all;
      this.#anchor = this.#end = row;
      return;
    }
    this.#others = all.flatMap(({ start, end }) =>
      row < start || row >= end ? [{ start, end }] : parts(start, row, end),
    );
    this.#anchor = this.#end = -1;
  }

  get #current(): RowRun | undefined {
    if (this.#anchor < 0) return undefined;
    return {
      start: Math.min(this.#anchor, this.#end),
      end: Math.max(this.#anchor, this.#end) + 1,
    };
  }
}

/** A run without one of its rows. */
function parts(start: number, row: number, end: number): RowRun[] {
  return [
    { start, end: row },
    { start: row + 1, end },
  ].filter(run => run.start < run.end);
}

/** In order, those that touch as one. */
function merged(runs: readonly RowRun[]): readonly RowRun[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...runs].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}
