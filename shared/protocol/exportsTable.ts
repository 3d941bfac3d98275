// What the table of exports asks of the worker thread, which holds its rows: there may be a hundred thousand.
import type { ErrorCode } from '../errors';
import type { CalendarDay } from '../listing/calendarDays';
import type { ExportFilter, ExportSort } from '../listing/chooseExports';
import type { ExportKind, ExportRow } from '../listing/exportRows';
import type { LoadState } from '../plan/states';
import type { ManifestPlace } from './explore';

export type ExportsTableRequests = {
  /** A table is opened: the thread keeps its rows until this is cancelled, which is its only end. */
  exportsTable: { params: TableOfView; result: null };
  /** Which manifests the table is of: rows of others go, rows that are known stay. */
  exportsSources: {
    params: TableOfView & { readonly sources: readonly TableSource[] };
    result: null;
  };
  /**
   * Some of the manifests are read, those that are others than before, with what is loaded of them. Where a database
   * is named, the host holds its lock for reading.
   */
  readExports: { params: ExportsToRead; result: { readonly isChanged: boolean } };
  /** The user, or a view that has come back, wants other exports, or another order; also asked after a change. */
  chooseExports: { params: ChosenExports; result: ExportsCount };
  /** Rows come into view. */
  exportRows: {
    params: TableOfView & { readonly start: number; readonly end: number };
    result: { readonly rows: readonly TableRow[] };
  };
  /** The calendar is shown: days of the applications that are chosen. */
  exportsCalendar: {
    params: TableOfView & { readonly sources: readonly string[] };
    result: { readonly days: readonly CalendarDay[] };
  };
  /** The user is offered what to filter by. */
  exportChoices: { params: TableOfView; result: ExportChoices };
  /** A row is selected: what else is known of it. */
  exportSummary: {
    params: TableOfView & { readonly row: number; readonly database: string | undefined };
    result: ExportSummary;
  };
  /** Something is done with the rows from one place to another, half-open; each export comes once. */
  exportTargets: {
    params: TableOfView & { readonly runs: readonly RowRun[] };
    result: { readonly targets: readonly ExportTarget[] };
  };
};

export interface TableOfView {
  /** A number that the host gives each table. */
  readonly view: number;
}

/** One manifest of the table, or a destination whose manifests could not be listed. */
export interface TableSource {
  readonly place: ManifestPlace;
  /** What the destination is called. */
  readonly destinationName: string;
  readonly failure?: TableFailure;
}

export interface TableFailure {
  readonly code: ErrorCode;
  readonly message: string;
  /** The command that signs the user in again, where that is what helps. */
  readonly signIn?: string;
}

export interface ExportsToRead extends TableOfView {
  /** Keys of sources. */
  readonly sources: readonly string[];
  /** Folder of the local databases; undefined where there is none. */
  readonly database: string | undefined;
  /** False: the database cannot be asked now, so that nothing is known of what is loaded. */
  readonly hasStates: boolean;
  /** False: manifests that are known are what they were, only what is loaded may be another. */
  readonly looks: boolean;
}

export interface ChosenExports extends TableOfView {
  readonly filter: ExportFilter;
  readonly sort: ExportSort;
  /** Rows that are selected now: where they are afterwards. */
  readonly selected: readonly RowRun[];
  readonly active: number | null;
}

/** Rows, half-open. */
export interface RowRun {
  readonly start: number;
  readonly end: number;
}

/** What a choice has found. */
export interface ExportsCount {
  readonly found: number;
  readonly total: number;
  /** Manifests that cannot be read, among all. */
  readonly failed: number;
  /** Exports found of which something waits to be loaded. */
  readonly pending: number;
  readonly selected: readonly RowRun[];
  readonly active: number | null;
}

/** A row as the view paints it: an export, or a manifest that cannot be read. */
export interface TableRow {
  /** The application; of people it is their subscription. */
  readonly name: string;
  readonly people: 'account' | 'visitor' | null;
  readonly export: ExportRow | null;
  readonly failure: TableFailure | null;
}

/** What can be filtered by, and how many exports there are of each. */
export interface ExportChoices {
  readonly sources: readonly {
    readonly key: string;
    readonly name: string;
    readonly people: TableRow['people'];
    readonly words: string;
    readonly count: number;
  }[];
  readonly kinds: readonly (readonly [kind: ExportKind, count: number])[];
  readonly states: readonly (readonly [state: LoadState, count: number])[];
}

/** What the panel beside the table says of one row. */
export interface ExportSummary {
  readonly row: TableRow;
  readonly target: ExportTarget;
  /** It lies in a bucket, not on this machine. */
  readonly isBucket: boolean;
  /** Where Pendo put it. */
  readonly rootUrl: string | null;
  readonly subscription: string;
  readonly destinationName: string;
  /** Steps of its last sync that failed, of which at most some are named. */
  readonly failures: readonly FailedSlice[];
  readonly failureCount: number;
}

/** A step of a sync that failed. */
export interface FailedSlice {
  /** `allEvents`, `matchedPage`, … */
  readonly kind: string;
  readonly periodId: string | null;
  readonly matchableId: string | null;
  readonly code: string;
  readonly message: string;
}

/** What commands need to know of a row. */
export interface ExportTarget {
  readonly place: ManifestPlace;
  readonly name: string;
  /** null: the manifest as a whole. */
  readonly counter: number | null;
  readonly exportId: string | null;
  readonly rootUrl: string | null;
  /** Why its manifest cannot be read. */
  readonly failure: TableFailure | null;
  /** All exports of its manifest were chosen: they are one target. */
  readonly isWhole?: true;
}
