// What passes between the results view, the extension host and the thread that runs queries. The view
// pulls rows by range; the host hands them through and keeps none.
import type {
  ColumnSummary,
  ExportFormat,
  ExportProgress,
  FilterCondition,
  PreviewCell,
  ScanProgress,
} from './avroPreview';
import type { ChartColumns, ChartData, ChartPicture } from './resultChart';

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
  /** Dates and times, as text. */
  readonly isTime: boolean;
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

/** A result, by the number that the host gave it when it ran the statement. */
export interface ResultId {
  readonly result: number;
}

/** Rows by their place, half-open. */
export interface ResultRange {
  /** The arrangement that the places are of; without, that of the statement. */
  readonly view?: number;
  readonly start: number;
  readonly end: number;
}

/** The rows in the order of a column, nulls last. */
export interface ResultOrder {
  /** Its place. */
  readonly column: number;
  readonly descending: boolean;
}

/** Which rows of a result, in which order. */
export interface Arrangement {
  /** Columns are named by their places. */
  readonly conditions: readonly FilterCondition[];
  /** null: as the statement gave them. */
  readonly order: ResultOrder | null;
}

/** An arrangement that is ready; `view` names it, 0 is that of the statement. */
export interface ArrangedRows {
  readonly view: number;
  readonly rowCount: number;
}

/** Which columns of which rows are looked at, by their places. */
export interface SummaryWish extends ResultId {
  readonly view: number;
  readonly columns: readonly string[];
  /** From all rows; else from a sample, at once. */
  readonly exact: boolean;
}

/** Cells of one column added up, as their cells show it; null where there are no numbers. */
export interface ResultTotals {
  /** Cells that hold something. */
  readonly values: number;
  readonly numbers: number;
  readonly sum: string | null;
  readonly average: string | null;
  readonly min: string | null;
  readonly max: string | null;
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

/** What the view asks, and the host hands on to the thread as it is. */
export type ResultLookRequests = {
  /** What the values of columns are like. */
  summarize: {
    params: SummaryWish;
    result: { readonly summaries: readonly ColumnSummary[] };
    progress: ScanProgress;
  };
  /** Rows are selected in a column. */
  totals: {
    params: ResultRange & ResultId & { readonly column: number };
    result: ResultTotals;
    progress: ScanProgress;
  };
  /** A chart is shown: as many points as can be drawn. */
  chart: {
    params: ChartColumns & ResultId & { readonly view: number };
    result: ChartData;
    progress: ScanProgress;
  };
};

/**
 * What the host asks of the thread that runs queries. It holds the results that were looked at last; of another, rows are
 * `query.closed`: whoever shows it says that the statement has to be run again.
 */
export type QueryWorkerRequests = ResultLookRequests & {
  /**
   * The user wants a statement run, in the place of what was held under that number. The host holds the database's lock for
   * reading until the answer. What is there of the result can be read meanwhile; a cancel keeps it.
   */
  run: { params: QueryStatement & ResultId; result: ResultEnd; progress: ResultSize };
  /** Rows that came into view. */
  rows: { params: ResultRange & ResultId; result: ResultRows };
  /**
   * The user filters or sorts. Waits until all rows are there; the arrangement before ends when this one is ready, and stays
   * when it is cancelled.
   */
  arrange: { params: Arrangement & ResultId; result: ArrangedRows; progress: ScanProgress };
  /** A few rows as one text, for the clipboard. */
  text: {
    params: ResultText & ResultId;
    result: { readonly text: string; readonly rows: number };
  };
  /** Streams rows into a file, which appears when it is whole. */
  export: {
    params: ResultText & ResultId & { readonly target: string };
    result: { readonly rows: number; readonly bytes: number };
    progress: ExportProgress;
  };
  /** Nobody shows the result any more. One that is not held is closed already. */
  close: { params: ResultId; result: null };
};

/** Where a statement stands. */
export type ResultState =
  /** Others run before it. */
  | { readonly kind: 'queued' }
  /** A sync has the database; for a few seconds it is waited for. */
  | { readonly kind: 'waiting' }
  /** There are no rows yet. */
  | { readonly kind: 'running' }
  | (ResultSize & {
      readonly kind: 'rows';
      readonly ending:
        | 'counting'
        | 'whole'
        /** By the user, before the last row. */
        | 'stopped';
    })
  /** By the user, before the first row. */
  | { readonly kind: 'cancelled' }
  /** It was not run, because one before it ended so. */
  | { readonly kind: 'skipped'; readonly because: 'failed' | 'cancelled' }
  /** Its rows were let go. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** Whether a state is not the last one. */
export function isUnderWay(state: ResultState): boolean {
  if (state.kind === 'rows') return state.ending === 'counting';
  return state.kind === 'queued' || state.kind === 'running' || state.kind === 'waiting';
}

/** A statement and its result. */
export interface ResultTab extends ResultId {
  /** What it is called: `Events per day`. */
  readonly label: string;
  readonly sql: string;
  readonly state: ResultState;
}

/** What the results view shows. */
export interface ShownResults {
  /** In the order of the statements; empty before the first is run. */
  readonly tabs: readonly ResultTab[];
  /** The result in front; 0 where there is none. */
  readonly active: number;
}

/** Rows that the user may want; which of them, and how, the host asks. */
export interface ResultQuestion extends ResultId {
  readonly view: number;
  readonly rowCount: number;
  readonly selection: ResultRange | null;
  readonly columns: readonly number[];
}

/** What the results view asks of the host. What concerns a result that was let go is `query.closed`, and its tab says so. */
export type QueryGridRequests = ResultLookRequests & {
  /** Once, when the view's script runs: what there is to show, now and from then on. */
  watch: { params: Record<string, never>; result: null; progress: ShownResults };
  /** The user wants another result in front. */
  activate: { params: ResultId; result: null };
  /** Rows that came into view. */
  rows: { params: ResultRange & ResultId; result: ResultRows };
  /** The rows shall be filtered or sorted. */
  arrange: { params: Arrangement & ResultId; result: ArrangedRows; progress: ScanProgress };
  /** Stops what runs, and what waits for it. */
  cancel: { params: ResultId; result: null };
  /** Runs the statement once more. */
  again: { params: ResultId; result: null };
  /** Shows the statement in its document. */
  showStatement: { params: ResultId; result: null };
  /** Opens a document with ready queries. */
  openQueries: { params: ResultId; result: null };
  /** Puts rows onto the clipboard. */
  copy: { params: ResultText & ResultId; result: { readonly rows: number } };
  /** Asks in which format, then puts rows onto the clipboard; null when the user thought better of it. */
  copyAs: { params: ResultQuestion; result: { readonly rows: number } | null };
  /** Asks in which format and where to, then streams rows there. */
  export: { params: ResultQuestion; result: { readonly rows: number } | null };
  /** Asks where to, then writes a picture of the chart there. */
  savePicture: { params: ChartPicture & ResultId; result: null };
};
