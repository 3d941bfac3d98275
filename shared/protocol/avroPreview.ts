// What the Avro preview asks: the web view asks the host, which hands nearly all of it on to the
// worker thread. Views pull rows by range; every text is made in the worker.
import type { ErrorCode } from '../errors';

/** How values of a column are compared, aligned and drawn. */
export type ColumnKind = 'number' | 'time' | 'text' | 'boolean' | 'bytes' | 'nested';

/** One column: a field of the root record, or `value` where the writer schema is none. */
export interface PreviewColumn {
  readonly name: string;
  /** What it is called, where its name only tells it apart: two columns of a query may be called the same. */
  readonly label?: string;
  /** `timestamp`, not `long`. */
  readonly typeWord: string;
  /** The type in the schema's own words: `["null", {"type": "long", …}]`. */
  readonly typeText: string;
  readonly nullable: boolean;
  readonly kind: ColumnKind;
  readonly doc?: string;
}

/** What the file's header says. */
export interface OpenedFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly codec: string;
  /** Hexadecimal. */
  readonly syncMarker: string;
  /** Further entries of the header, as text. */
  readonly metadata: readonly (readonly [key: string, text: string])[];
  /** The writer schema, indented. */
  readonly schemaText: string;
  readonly columns: readonly PreviewColumn[];
  readonly headerBytes: number;
  /** Bytes, about, that counting reads of a bucket, where it waits until it is asked for; 0: it costs nothing. */
  readonly countCost: number;
  readonly state: FileState;
}

/** Bytes that cannot be read, and the rows in them. */
export interface LostPart {
  readonly start: number;
  readonly end: number;
  readonly firstRow: number;
  readonly rows: number;
  /** False: at least so many rows. */
  readonly exact: boolean;
  readonly code: ErrorCode;
  readonly reason: string;
}

/** How much of the file is known by now. */
export interface FileState {
  /** Rows counted so far; all of them once `counted`. */
  readonly rowCount: number;
  /** How many rows there are, or seem to be. */
  readonly estimate: number;
  readonly counted: boolean;
  /** How far counting has come, as an offset in the file. */
  readonly offset: number;
  /** Bytes read from storage since the file was opened, for whatever purpose. */
  readonly bytesRead: number;
  readonly blockCount: number;
  readonly lost: readonly LostPart[];
}

/** A cell as text; null is a missing value. Long texts are cut, the detail panel has them whole. */
export type PreviewCell = string | null;

/** One row of the file, or the place of one that is lost. */
export interface PreviewRow {
  /** Its number in the file, counted from 0. */
  readonly row: number;
  readonly cells: readonly PreviewCell[];
  /** Why there are no cells. */
  readonly lost?: string;
}

/** Rows of the file by their number (`file`), or of a filtered or sorted list by its id. */
export type ViewId = 'file' | number;

/** Rows by their place in a view, half-open. */
export interface RowRange {
  readonly view: ViewId;
  readonly start: number;
  readonly end: number;
  /** Underlying numbers instead of the texts of logical types. */
  readonly raw: boolean;
}

export interface RowsAnswer {
  readonly rows: readonly PreviewRow[];
  /** The numbers of these rows are estimates: counting has not come so far. */
  readonly approximate: boolean;
}

export const filterOperators = [
  'contains',
  'equals',
  'differs',
  'startsWith',
  'less',
  'atMost',
  'greater',
  'atLeast',
  'isNull',
  'isNotNull',
] as const;
export type FilterOperator = (typeof filterOperators)[number];

/** Rows are kept when all conditions hold. */
export interface FilterCondition {
  readonly column: string;
  readonly operator: FilterOperator;
  /** As shown, or underlying when `raw` values are shown; not used by isNull and isNotNull. */
  readonly value: string;
}

/** How far a walk over the whole file has come. */
export interface ScanProgress {
  readonly offset: number;
  readonly size: number;
  readonly rowsRead: number;
}

/** A list of rows; while it is being found its first rows can be read already. */
export interface FoundRows {
  readonly view: number;
  readonly rowCount: number;
}

/** A node of the detail panel's tree. */
export interface DetailNode {
  readonly name: string;
  readonly typeWord: string;
  /** Text of a value without parts, whole; null is a missing value. */
  readonly text: string | null;
  readonly children?: readonly DetailNode[];
}

/** What the values of one column are like. */
export interface ColumnSummary {
  readonly column: string;
  /** Rows looked at. */
  readonly rows: number;
  /** All rows of the file were looked at. */
  readonly exact: boolean;
  readonly nulls: number;
  readonly distinct: number;
  /** False: an estimate, some percent off. */
  readonly distinctExact: boolean;
  readonly min: PreviewCell;
  readonly max: PreviewCell;
  readonly top: readonly { readonly text: string; readonly count: number }[];
  /** Counts of equal ranges from min to max; empty where the values have no such order. */
  readonly histogram: readonly number[];
}

/** One block of the file. */
export interface BlockRow {
  readonly block: number;
  readonly offset: number;
  readonly firstRow: number;
  readonly rows: number;
  /** Packed, without header and sync marker. */
  readonly bytes: number;
  /** Unpacked; null where the block is damaged. */
  readonly unpacked: number | null;
  readonly lost?: string;
}

export const exportFormats = ['csv', 'ndjson', 'json', 'markdown'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Which rows to write, and how. */
export interface ExportRecipe extends RowRange {
  readonly columns: readonly string[];
  readonly format: ExportFormat;
}

export interface ExportProgress {
  readonly rows: number;
  readonly of: number;
}

/** What both the web view and the host ask of the worker. */
export type AvroRowRequests = {
  /** Rows by range, when the grid comes to them. */
  rows: { params: RowRange; result: RowsAnswer };
  /** Counts all rows in the background; progress comes a few times a second. */
  count: { params: Record<string, never>; result: FileState; progress: FileState };
  /** All fields of one row, for the detail panel. */
  record: {
    params: { readonly row: number; readonly raw: boolean };
    result: { readonly fields: readonly DetailNode[] };
  };
  /** Looks through the whole file; the list grows while it does. */
  filter: {
    params: { readonly conditions: readonly FilterCondition[]; readonly raw: boolean };
    result: FoundRows;
    progress: ScanProgress & FoundRows;
  };
  /** A new list: the rows of a view in the order of a column. */
  sort: {
    params: { readonly view: ViewId; readonly column: string; readonly descending: boolean };
    result: FoundRows;
    progress: ScanProgress;
  };
  /** A list is not needed any more. */
  closeView: { params: { readonly view: number }; result: null };
  /** From a sample all over the file at once, or exact from all rows. */
  summarize: {
    params: { readonly columns: readonly string[]; readonly exact: boolean };
    result: { readonly summaries: readonly ColumnSummary[] };
    progress: ScanProgress;
  };
  /** Blocks by their place in the index. */
  blocks: {
    params: { readonly start: number; readonly end: number };
    result: { readonly blocks: readonly BlockRow[] };
  };
};

/** What the host asks of the worker. */
export type AvroWorkerRequests = AvroRowRequests & {
  /** Once, before all others. */
  open: { params: OpenRecipe; result: OpenedFile };
  /** A few rows as one text, for the clipboard. */
  text: { params: ExportRecipe; result: { readonly text: string; readonly rows: number } };
  /** The text of one row, or of one of its fields, as JSON. */
  recordText: {
    params: { readonly row: number; readonly raw: boolean };
    result: { readonly text: string };
  };
  /** Streams rows into a file, which appears when it is whole. */
  export: {
    params: ExportRecipe & { readonly target: string };
    result: { readonly rows: number; readonly bytes: number };
    progress: ExportProgress;
  };
};

/** Where the bytes come from. */
export type OpenRecipe =
  /** A file of this machine, read by range. */
  | { readonly kind: 'file'; readonly path: string }
  /** A file of a destination, read by range wherever it lies. */
  | {
      readonly kind: 'stored';
      readonly destination: string;
      readonly path: string;
      /** Rows that a manifest says it has; an estimate until they are counted. */
      readonly rowCount?: number;
    }
  /** A small file from elsewhere. */
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array };

/** Rows that the user may want; which of them, and how, the host asks. */
export interface ExportQuestion {
  readonly view: ViewId;
  /** Rows of the view, as far as known. */
  readonly rowCount: number;
  readonly counted: boolean;
  readonly selection: { readonly start: number; readonly end: number } | null;
  readonly columns: readonly string[];
  readonly raw: boolean;
}

/** A file that is open, and its first rows as they are shown. */
export interface ReadyFile {
  readonly opened: OpenedFile;
  readonly first: RowsAnswer;
  /** The file was read anew because it had changed: when, in milliseconds since 1970. */
  readonly changed?: number;
}

/** What the web view asks of the host. */
export type AvroPreviewRequests = AvroRowRequests & {
  /** Once, when the view's script runs: what an earlier life of the view has under way ends. */
  begin: { params: Record<string, never>; result: null };
  /** The file, where it was not open yet when the page was made. */
  ready: { params: Record<string, never>; result: ReadyFile };
  /** Puts rows onto the clipboard. */
  copy: { params: ExportRecipe; result: { readonly rows: number } };
  /** Puts one row onto the clipboard as JSON. */
  copyRecord: {
    params: { readonly row: number; readonly raw: boolean };
    result: null;
  };
  /** Puts a text that the view shows onto the clipboard. */
  copyText: { params: { readonly text: string }; result: null };
  /** Asks in which format and where to, then streams rows there; null when the user thought better of it. */
  export: { params: ExportQuestion; result: { readonly rows: number } | null };
  /** Asks in which format, then puts rows onto the clipboard. */
  copyAs: { params: ExportQuestion; result: { readonly rows: number } | null };
  /** Opens the file anew, after it changed or when it could not be opened. */
  reload: { params: Record<string, never>; result: null };
};
