/** How the cells of a kind of rows are written; `column` is the cell's place in its row. */
export interface CellForms<T> {
  /** null is shown as a missing value. */
  text(value: T, column: number): string | null;
  json(value: T, column: number): string;
  /** Columns of numbers stand right in tables. */
  isNumber(value: T): boolean;
}
