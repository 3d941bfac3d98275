// What a sync did, slice by slice: the reconciliation.
import type { SliceKey } from '../plan/slice';

export type SliceStatus =
  | 'loaded'
  /** No files: the old rows are gone, nothing came. */
  | 'deleted'
  | 'upToDate'
  | 'superseded'
  /** The owner failed; an older selected export was loaded and the owner stays pending. */
  | 'loadedFallback'
  /** Loaded under `--counts report` although eventCount differs. */
  | 'loadedWithMismatch'
  | 'failed'
  | 'refused';

/** One line of the reconciliation. */
export interface SliceReport extends SliceKey {
  readonly subscription: string;
  readonly application: string;
  /** Name of the table. */
  readonly table: string;
  readonly counter: number;
  readonly exportId: string;
  /** Rows that the manifest promises; null where the format has no count. */
  readonly expected: number | null;
  /** Rows by the block headers; null where no file was read. */
  readonly inFile: number | null;
  readonly inserted: number;
  readonly deleted: number;
  readonly status: SliceStatus;
  readonly error?: { readonly code: string; readonly message: string };
}

/** How far a sync is. */
export interface SyncProgress {
  readonly subscription: string;
  readonly application: string;
  readonly stepsDone: number;
  readonly stepsTotal: number;
  readonly rows: number;
  readonly bytesRead: number;
  /** Bytes of all files of the plan. */
  readonly bytesTotal: number;
  readonly seconds: number;
}
