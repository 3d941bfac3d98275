import type { RowFormat } from '../output/rowPrinter';

/** Which rows `show` prints, and how. */
export interface ShowRowsOptions {
  readonly format: RowFormat;
  /** Number of the first row, from 0. */
  readonly from: number;
  /** undefined: all. */
  readonly rows: number | undefined;
  readonly columns: string | undefined;
  readonly raw: boolean;
}
