// What the host (command line, extension) asks of the worker thread that owns sql.js.
// The host sends recipes, not objects: the worker opens stores and databases itself.
import type { SqlValue } from '../engine/engine';
import type { Ledger } from '../plan/ledger';
import type { CounterRange, LoadPlan } from '../plan/loadPlan';
import type { SliceKey, SliceKind } from '../plan/slice';
import type { SliceReport, SliceStatus, SyncProgress } from '../sync/report';
import type { DownloadRequests } from './download';
import type { ExploreRequests } from './explore';
import type { ExportsTableRequests } from './exportsTable';

export type WorkerRequests = ExploreRequests &
  ExportsTableRequests &
  DownloadRequests & {
    /** The host wants to show what a sync would do. Reads manifests and ledgers, writes nothing. */
    plan: { params: SyncRecipe; result: { plans: PlannedLoad[]; failed: FailedApplication[] } };
    /** The user wants to read what a sync would do, before it is done. */
    describePlan: {
      params: {
        readonly recipes: readonly SyncRecipe[];
        /** For an assistant, whatever the user's language is. */
        readonly inEnglish?: boolean;
      };
      result: PlanText;
    };
    /** The user wants it done. The host holds the database's lock file. */
    sync: { params: SyncRecipe; result: SyncSummary; progress: SyncEvent };
    /** The user wants proof: files against tables, slice by slice. */
    verify: {
      params: SyncRecipe;
      result: VerifySummary;
      progress: VerifyReport[];
    };
    /** One read-only statement; rows come as progress in batches. */
    query: {
      params: QueryRecipe;
      result: { rowCount: number; seconds: number };
      progress: QueryEvent;
    };
    /**
     * Transactions that a crash left half done are to be rolled back before a query, which is read-only,
     * may read. The host holds the database's lock file.
     */
    recover: { params: { database: string }; result: { recovered: string[] } };
    /** What the local database holds, for states in lists and trees. */
    ledgers: {
      params: { database: string };
      result: { ledgers: LedgerRecord[]; failed: FailedApplication[] };
    };
  };

export interface SyncRecipe {
  /** A folder or URL at or above the manifests, or one manifest. */
  readonly destination: string;
  /** Folder of the local databases. */
  readonly database: string;
  /** `[<subscription>/]<id>`, where id may be `account` or `visitor`; empty means all. */
  readonly applications: readonly string[];
  readonly counters?: CounterRange;
  /** `YYYY-MM-DDT00:00:00Z`, half-open. */
  readonly periods?: { readonly start: string; readonly end: string };
  readonly kinds?: readonly SliceKind[];
  /** undefined: what the database has, else consolidated. */
  readonly layout?: Layout;
  readonly counts: 'strict' | 'report';
  readonly definitions: 'merge' | 'replace';
  /** Accept that the ledger knows a counter under another export id. */
  readonly adopt: boolean;
  /** Load again what the ledger says is loaded. */
  readonly reload: boolean;
  /** Empty what later full exports of a period no longer list. */
  readonly sweepOrphans: boolean;
  /** Go on although the disk looks too small. */
  readonly ignoreFreeSpace: boolean;
}

export type Layout =
  /** ALLEVENTS, MATCHEDPAGEEVENTS, …: one table per kind. */
  | 'consolidated'
  /** One table per page, feature and track type, as in Pendo's article. */
  | 'perMatchable';

/** One manifest's plan with what storage and disk say about it. */
export interface PlannedLoad {
  readonly plan: LoadPlan;
  /** Path of the SQLite file that it will change. */
  readonly file: string;
  /** Bytes of each listed file that was found, by path below the store's root. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Bytes of disk the sync is expected to need, and what is free; null where unknown. */
  readonly expectedDisk: number | null;
  readonly freeDisk: number | null;
}

/** All plans of a recipe, without their steps. */
export interface PlanText {
  readonly text: string;
  /** Slices that would be loaded or emptied. */
  readonly slices: number;
  readonly rowsIn: number;
  readonly rowsOut: number;
  /** Of the files to read, as far as they were found. */
  readonly bytes: number;
  /** False: at least so many rows. */
  readonly isExact: boolean;
}

export type SyncEvent =
  | { readonly kind: 'progress'; readonly progress: SyncProgress }
  /** Sent once for each application, before all else of it. */
  | {
      readonly kind: 'application';
      readonly subscription: string;
      readonly application: string;
      /** What people call it: `Acme CRM (-323232) of subscription Acme (1)`. */
      readonly name: string;
    }
  /** Slices that came to their end, in batches. */
  | { readonly kind: 'slices'; readonly slices: readonly SliceReport[] }
  /** A sentence for the user: a gap, an orphan, a merge. */
  | { readonly kind: 'notice'; readonly message: string }
  /** Of several applications this one could not be synced; the others go on. */
  | { readonly kind: 'applicationFailed'; readonly failed: FailedApplication };

/** Of several applications one that broke as a whole. */
export interface FailedApplication {
  /** Empty where the manifest could not be read. */
  readonly subscription: string;
  /** An id, `account` or `visitor`; the manifest's path where it could not be read. */
  readonly application: string;
  readonly error: { readonly code: string; readonly message: string };
}

export interface SyncSummary {
  readonly counts: Readonly<Partial<Record<SliceStatus, number>>>;
  readonly upToDate: number;
  readonly rowsInserted: number;
  readonly rowsDeleted: number;
  readonly bytesRead: number;
  readonly seconds: number;
  /** Applications that broke as a whole, see `applicationFailed`. */
  readonly failedApplications: number;
}

export interface VerifySummary {
  readonly checked: number;
  readonly differing: number;
  readonly failed: readonly FailedApplication[];
}

export interface VerifyReport extends SliceKey {
  readonly subscription: string;
  readonly application: string;
  readonly table: string;
  readonly counter: number;
  readonly status:
    | 'ok'
    | 'differs'
    /** The file no longer exists. */
    | 'gone';
  readonly rowsInFile: number | null;
  readonly rowsInTable: number;
  readonly message?: string;
}

export interface QueryRecipe {
  readonly database: string;
  /** `[<subscription>/]<id>`; undefined when there is just one. */
  readonly application?: string;
  readonly sql: string;
  readonly params?: readonly SqlValue[];
  /** It ends after so many rows; undefined: with the last. */
  readonly mostRows?: number;
  /** Personal data is replaced before the statement sees it; undefined: it is not. */
  readonly masking?: Masking;
}

/** How personal data is replaced. */
export interface Masking {
  /** Secret of a session: with it equal values have equal pseudonyms, and nobody else can tell whose they are. */
  readonly key: string;
}

export type QueryEvent =
  /** Sent once, before the first rows. */
  | { readonly kind: 'columns'; readonly columns: readonly string[] }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly SqlValue[])[] };

/** One database file's ledger. */
export interface LedgerRecord {
  readonly subscription: string;
  readonly application: string;
  readonly file: string;
  readonly layout: Layout;
  readonly ledger: Ledger;
}
