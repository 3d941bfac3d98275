// What is asked of a worker thread to copy exports from a destination to a folder.
import type { CounterRange } from '../plan/loadPlan';
import type { SliceKind } from '../plan/slice';

export type DownloadRequests = {
  /** The user wants exports, or parts of them, as files of this machine. */
  download: { params: DownloadRecipe; result: DownloadSummary; progress: DownloadProgress };
};

/** What is copied; nothing chosen is everything. */
export interface DownloadRecipe {
  /** A folder or URL at or above the manifests, or one manifest. */
  readonly destination: string;
  /** Folder to copy to, absolute: `datasync/<subscription>/<application>/` is made in it. */
  readonly target: string;
  /** `[<subscription>/]<id>`, where id may be `account` or `visitor`; empty means all. */
  readonly applications: readonly string[];
  readonly counters?: CounterRange;
  /** `YYYY-MM-DDT00:00:00Z`, half-open. */
  readonly periods?: { readonly start: string; readonly end: string };
  readonly kinds?: readonly SliceKind[];
  /** `Page/<id>`, …: of matched events only these. */
  readonly matchables?: readonly string[];
}

export interface DownloadProgress {
  /** Files that are done, whether they were copied or there already. */
  readonly files: number;
  readonly fileCount: number;
  /** Bytes that were read. */
  readonly bytes: number;
  readonly seconds: number;
}

export interface DownloadSummary {
  /** Files that were copied. */
  readonly files: number;
  /** Files that were there already. */
  readonly there: number;
  readonly bytes: number;
  readonly seconds: number;
  /** Files that a manifest lists and that are not at the destination, as paths there. */
  readonly missing: readonly string[];
}
