// The plan as data: what a sync will do, in order. Nothing here has been read or written yet.
import type { ExportFamily } from '../manifest/types';
import type { SliceKey, SliceKind } from './slice';

/** What a sync of one manifest will do. */
export interface LoadPlan {
  readonly target: PlanTarget;
  /** In the order they are applied: by counter; within one export definitions, then periods. */
  readonly steps: readonly LoadStep[];
  readonly skipped: readonly SkippedSlice[];
  readonly notices: readonly PlanNotice[];
  /** The selected exports by counter, for headings; a plan made by hand may leave them out. */
  readonly exports?: readonly PlannedExport[];
}

/** What a heading says of an export. */
export interface PlannedExport {
  readonly counter: number;
  readonly exportId: string;
  /** null: one-time or recurring. */
  readonly exportType: readonly string[] | null;
  readonly finishTime: string | null;
}

/** Which database the plan is for. */
export interface PlanTarget {
  readonly family: ExportFamily;
  readonly subscription: string;
  /** An application id, `account` or `visitor`. */
  readonly application: string;
  /** Folder of the manifest in the store, `datasync/1/2`; files resolve below it. */
  readonly folder: string;
  /** Names as the manifest has them; planLoad fills them in. */
  readonly subscriptionName?: string;
  readonly applicationName?: string;
}

/**
 * One drop-and-replace. Steps that share a slice (a definition list and the retroactive ones after it, accounts,
 * visitors) build on each other: where one was not loaded from its own source, be it that a fallback was, the later
 * ones of that slice fail with `sync.earlier-failed`, so that the ledger never passes over a pending one.
 */
export interface LoadStep extends SliceKey {
  readonly action: LoadAction;
  /** The export that owns the slice in this run. No files means delete only. */
  readonly source: StepSource;
  /** Next lower selected exports of the slice, highest first, tried in turn when the source fails. */
  readonly fallbacks: readonly StepSource[];
  /** Rows that the ledger holds for the slice and the step will delete; null where only the table knows. */
  readonly expectedDeletes: number | null;
}

export type LoadAction =
  /** Definition tables and the metadata schema: all rows go. */
  | 'replaceTable'
  /** A retroactive export's definitions: replaced, or merged by key when they hold under half of the table. */
  | 'replaceOrMergeTable'
  /** One period of allevents, or of one matchable. */
  | 'replaceSlice'
  /** Accounts and visitors: delete the ids that come, then insert. */
  | 'upsertById';

/** Where a step's rows come from. */
export interface StepSource {
  readonly counter: number;
  readonly exportId: string;
  /** Rows that the manifest promises (several entries of one slice summed); null where the format has no count. */
  readonly expected: number | null;
  /** Relative to the export's folder, as Pendo writes them: the file is `<target.folder>/<exportId>/<path>`. */
  readonly files: readonly string[];
}

export interface SkippedSlice extends SliceKey {
  readonly counter: number;
  readonly exportId: string;
  readonly reason: SkipReason;
  /** The counter that makes it needless: the owner in this run, or what the ledger holds. */
  readonly by: number;
}

export type SkipReason =
  /** A higher counter owns the slice: one of this run, or one that the ledger holds and the selection contains too. */
  | 'superseded'
  /** The ledger holds exactly this counter, and nothing higher is selected. */
  | 'upToDate'
  /** Selected by its counter, but older than what the ledger holds: loading it would bring back old rows. */
  | 'refused';

/** Something the user should know; never stops the plan. */
export type PlanNotice =
  /** Counters between what was loaded and what the manifest still lists, or inside it. Half-open. */
  | { readonly kind: 'gap'; readonly start: number; readonly end: number }
  | { readonly kind: 'counterZero'; readonly exportId: string }
  | { readonly kind: 'testExport'; readonly counter: number }
  /** The manifest ends below what was loaded: an old copy, or a destination that was made anew. */
  | { readonly kind: 'manifestBehind'; readonly highest: number; readonly loaded: number }
  /** Accounts, visitors or definitions below `by`, which builds on them, that were never loaded and no longer can be. */
  | {
      readonly kind: 'passedOver';
      readonly slice: SliceKey;
      readonly counters: readonly number[];
      readonly by: number;
    }
  /** A full re-export of the period leaves this loaded matchable out: its rows are stale. */
  | {
      readonly kind: 'orphan';
      readonly slice: SliceKey;
      readonly counter: number;
      readonly rows: number;
    };

/** Exports by their counters; half-open. */
export interface CounterRange {
  readonly start: number;
  readonly end: number;
  /** Of these only those. */
  readonly only?: readonly number[];
}

/** What the user chose; undefined fields choose all. */
export interface Selection {
  readonly counters?: CounterRange;
  /** `YYYY-MM-DDT00:00:00Z`, half-open. Definitions, accounts and visitors have no period and stay selected. */
  readonly periods?: { readonly start: string; readonly end: string };
  readonly kinds?: ReadonlySet<SliceKind>;
  /** `replace` follows Pendo's article to the letter also for retroactive exports; default `merge`. */
  readonly definitions?: 'merge' | 'replace';
  /** Accept that the ledger knows a counter under another export id. */
  readonly adopt?: boolean;
  /** Load again what the ledger says is loaded; never from an export older than that. */
  readonly reload?: boolean;
  /** Empty what a later full export of a period no longer lists, instead of a notice. */
  readonly sweepOrphans?: boolean;
}
