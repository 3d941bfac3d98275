// What the local database knows of past loads, as plain values: all that planning needs to see of it.
import type { SliceKey } from './slice';

/** A slice as it was last loaded. */
export interface LoadedSlice extends SliceKey {
  /** Counter of the export that the rows come from. */
  readonly counter: number;
  readonly exportId: string;
  /** Rows in the table for this slice. */
  readonly rows: number;
}

/** One application's (or account's, or visitor's) database as planning sees it. */
export interface Ledger {
  /** Counter → export id, of every export any slice was loaded from. */
  readonly exports: ReadonlyMap<number, string>;
  /** Counters of the exports whose accounts or visitors were loaded: none of them supersedes another. */
  readonly recordExports: ReadonlySet<number>;
  /** By sliceKeyOf. */
  readonly slices: ReadonlyMap<string, LoadedSlice>;
  /** Keys of slices whose last try failed, by sliceKeyOf. */
  readonly failed: ReadonlySet<string>;
}

export const emptyLedger: Ledger = {
  exports: new Map(),
  recordExports: new Set(),
  slices: new Map(),
  failed: new Set(),
};
