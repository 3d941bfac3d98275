// What passes between the results view, the extension host and the thread that runs queries. The view
// pulls rows by range; the host hands them through and keeps none.
import type { ExportFormat, ExportProgress, PreviewCell } from './avroPreview';

/** One statement, and the local database that it is for. */
export interface QueryStatement {
  /** Folder of the local databases. */
  readonly database: string;
  readonly subscription: string;
  /** An application id, `account` or `visitor`. */
  readonly application: string;
  /** Without semicolon. */
  readonly sql: string;
  /** The plan of the statement is wanted in the place of its rows. */
  readonly explains?: boolean;
}

export interface ResultColumn {
  /** As the statement calls it; two may be called the same. */
  readonly name: string;
  /** Numbers stand right. */
  readonly isNumber: boolean;
}

/** How much of a result is there. */
export interface ResultSize {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  /** Since the statement began. */
  readonly seconds: number;
}

/** A result that grows no more. */
export interface ResultEnd extends ResultSize {
  /** False: it was stopped before its last row. */
  readonly isWhole: boolean;
}

/** Rows by their place, half-open. */
export interface ResultRange {
  readonly start: number;
  readonly end: number;
}

/** Which rows and columns to write, and how. */
export interface ResultText extends ResultRange {
  /** Places of the columns. */
  readonly columns: readonly number[];
  readonly format: ExportFormat;
}

export interface ResultRows {
  readonly rows: readonly (readonly PreviewCell[])[];
}

/** What the host asks of the thread that runs queries. It holds one result: that of the last statement. */
export type QueryWorkerRequests = {
  /**
   * The user wants a statement run. The host holds the database's lock for reading until the answer. What is there of
   * the result can be read meanwhile; a cancel keeps it.
   */
  run: { params: QueryStatement; result: ResultEnd; progress: ResultSize };
  /** Rows that came into view. */
  rows: { params: ResultRange; result: ResultRows };
  /** A few rows as one text, for the clipboard. */
  text: { params: ResultText; result: { readonly text: string; readonly rows: number } };
  /** Streams rows into a file, which appears when it is whole. */
  export: {
    params: ResultText & { readonly target: string };
    result: { readonly rows: number; readonly bytes: number };
    progress: ExportProgress;
  };
};

/** What the results view shows. `run` tells results apart. */
export type ResultState =
  /** Nothing has been run yet. */
  | { readonly kind: 'empty' }
  /** A sync has the database; for a few seconds it is waited for. */
  | { readonly kind: 'waiting'; readonly run: number; readonly sql: string }
  /** There are no rows yet. */
  | { readonly kind: 'running'; readonly run: number; readonly sql: string }
  | (ResultSize & {
      readonly kind: 'rows';
      readonly run: number;
      readonly sql: string;
      readonly ending:
        | 'counting'
        | 'whole'
        /** By the user, before the last row. */
        | 'stopped';
    })
  /** By the user, before the first row. */
  | { readonly kind: 'cancelled'; readonly run: number; readonly sql: string }
  | {
      readonly kind: 'failed';
      readonly run: number;
      readonly sql: string;
      readonly code: string;
      readonly message: string;
    };

/** Rows that the user may want; which of them, and how, the host asks. */
export interface ResultQuestion {
  readonly rowCount: number;
  readonly selection: ResultRange | null;
  readonly columns: readonly number[];
}

/** What the results view asks of the host. */
export type QueryGridRequests = {
  /** Once, when the view's script runs: what there is to show, now and from then on. */
  watch: { params: Record<string, never>; result: null; progress: ResultState };
  /** Rows that came into view, of the result that is shown. */
  rows: { params: ResultRange & { readonly run: number }; result: ResultRows };
  cancel: { params: Record<string, never>; result: null };
  /** Runs the last statement once more. */
  again: { params: Record<string, never>; result: null };
  /** Shows the statement in its document. */
  showStatement: { params: Record<string, never>; result: null };
  /** Opens a document with ready queries. */
  openQueries: { params: Record<string, never>; result: null };
  /** Puts rows onto the clipboard. */
  copy: { params: ResultText; result: { readonly rows: number } };
  /** Asks in which format, then puts rows onto the clipboard; null when the user thought better of it. */
  copyAs: { params: ResultQuestion; result: { readonly rows: number } | null };
  /** Asks in which format and where to, then streams rows there. */
  export: { params: ResultQuestion; result: { readonly rows: number } | null };
};
