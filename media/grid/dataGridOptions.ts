/** What a table is called, and whom it tells what. */
export interface DataGridOptions {
  /** What the table is called. */
  readonly label: string;
  /** What the column of row numbers is called, and its pixels; default is none, and 92. */
  readonly numbers?: { readonly name: string; readonly width: number };
  /** The nonce that the page allows styles by. */
  readonly nonce: string;
  /** The cell that keys act on has changed, and its row is there; `row` is a place in the source. */
  readonly onActive?: (row: number, column: number) => void;
  /** Enter or a double click on a cell. */
  readonly onOpen?: (row: number, column: number) => void;
  readonly onHeader?: (column: string) => void;
  /** The menu key or the second button on a header. */
  readonly onHeaderMenu?: (column: string) => void;
  /** Ctrl+C: rows from one place to another, and the column where it is one cell only. */
  readonly onCopy?: (range: {
    readonly start: number;
    readonly end: number;
    readonly column?: string;
  }) => void;
  /** Ctrl+click and Ctrl+space select single rows besides others. */
  readonly toggles?: boolean;
  /** Other rows are selected. */
  readonly onSelect?: () => void;
  /** Other rows or columns have come into view. */
  readonly onView?: () => void;
  readonly onError?: (error: unknown) => void;
}

/** Rows that can be seen, half-open. */
export interface VisibleRows {
  readonly top: number;
  readonly bottom: number;
}
