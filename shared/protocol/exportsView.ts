// What the view with the table of exports asks of its host, which hands most of it to the worker thread.
import type { CheckedDocument } from './explore';
import type { ExportsTableRequests, ChosenExports, RowRun, TableFailure } from './exportsTable';

type Of<K extends keyof ExportsTableRequests> = ExportsTableRequests[K]['result'];

export type ExportsViewRequests = {
  /** The view is there, and wants to know what there is to show until it is gone. */
  watch: { params: Record<string, never>; result: null; progress: ExportsState };
  /** Other exports are wanted, in another order, or what there is has changed. */
  choose: { params: Omit<ChosenExports, 'view'>; result: Of<'chooseExports'> };
  rows: { params: RowRun; result: Of<'exportRows'> };
  calendar: { params: { readonly sources: readonly string[] }; result: Of<'exportsCalendar'> };
  summary: { params: { readonly row: number }; result: Of<'exportSummary'> };
  /** The user wants to know what is wrong with an export: what the rules find in its bill of materials. */
  check: { params: { readonly row: number }; result: CheckedDocument };
  /** The user wants to choose what to filter by, of what there is. */
  pick: { params: PickQuestion; result: Picked | null };
  /** A button of the toolbar or of the summary. */
  act: {
    params: { readonly action: ExportsAction; readonly runs: readonly RowRun[] };
    result: null;
  };
  /** Ctrl+C. */
  copyText: { params: { readonly text: string }; result: null };
};

/** What the host knows, without any row. */
export interface ExportsState {
  /** Another one says that rows are others than before. */
  readonly revision: number;
  /** How far the manifests are read; null when all are. */
  readonly reading: { readonly read: number; readonly of: number } | null;
  /** False: a sync holds the database, or it is damaged; nothing is known of what is loaded. */
  readonly hasStates: boolean;
  readonly isTrusted: boolean;
  /** There is no destination at all. */
  readonly isEmpty: boolean;
  /** What the table is of, where that is not everything. */
  readonly scope: string | null;
  /** Nothing can be shown: the thread that holds the rows has broken. */
  readonly failure: TableFailure | null;
}

/** Which part of the filter is chosen. */
export type PickedPart = 'sources' | 'kinds' | 'states';

export interface PickQuestion {
  readonly part: PickedPart;
  readonly chosen: readonly string[];
}

/** What the user has chosen: nothing is all. */
export interface Picked {
  readonly chosen: readonly string[];
  /** What people call it, for the button. */
  readonly label: string;
}

/** What can be done with exports, or about what stands in their way. */
export type ExportsAction =
  | 'sync'
  | 'plan'
  | 'openManifest'
  | 'openExport'
  | 'openBillOfMaterials'
  | 'copyUrl'
  | 'reveal'
  | 'download'
  | 'refresh'
  | 'manageTrust'
  | 'signIn'
  | 'changeAccess'
  | 'explainAccess'
  | 'showLog'
  | 'addFolder'
  | 'addBucket'
  | 'trySampleData';
