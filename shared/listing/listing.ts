// What `ls` answers, as plain values. Deeper parts are there when they were asked for.
import type { ExportFamily } from '../manifest/types';
import type { SliceKey } from '../plan/slice';
import type { LoadState } from '../plan/states';

/** How deep a listing goes; each level holds the ones before it. */
export type ListingDepth =
  | 'applications'
  /** The exports of each manifest. */
  | 'exports'
  /** The days of each export. */
  | 'periods'
  /** The files of each day and export, with their sizes. */
  | 'files';

export const listingDepths: readonly ListingDepth[] = [
  'applications',
  'exports',
  'periods',
  'files',
];

/** One manifest of a destination. */
export interface ListedApplication {
  readonly subscription: string;
  readonly subscriptionName: string | null;
  /** An application id, `account` or `visitor`. */
  readonly application: string;
  readonly applicationName: string | null;
  readonly family: ExportFamily;
  /** Path of the manifest below the destination. */
  readonly manifest: string;
  readonly generatedTime: string | null;
  readonly exportCount: number;
  readonly firstCounter: number | null;
  readonly lastCounter: number | null;
  readonly firstPeriod: string | null;
  readonly lastPeriod: string | null;
  /** Bytes as the manifest counts them; null where no export has a size. */
  readonly storageSize: number | null;
  /** Days between the first and the last that no export brings allevents for, and the database lacks. */
  readonly missingPeriods: readonly string[];
  /** Places in the manifest that could not be read; `validate` names them. */
  readonly unread: number;
  /** By counter. */
  readonly exports?: readonly ListedExport[];
}

export interface ListedExport {
  readonly counter: number;
  readonly exportId: string;
  /** null: one-time or recurring. */
  readonly exportType: readonly string[] | null;
  readonly finishTime: string | null;
  readonly storageSize: number | null;
  readonly periodCount: number;
  readonly firstPeriod: string | null;
  readonly lastPeriod: string | null;
  /** Rows of allevents and of all matched files, as the manifest counts them. */
  readonly eventCount: number | null;
  readonly matchedCount: number | null;
  readonly fileCount: number;
  /** Only with a local database. */
  readonly state?: LoadState;
  /** Slices that a sync of everything would load from it; only with a local database. */
  readonly pending?: number;
  readonly periods?: readonly ListedPeriod[];
  /** Definition, account and visitor files; those of events stand with their day. */
  readonly files?: readonly ListedFile[];
}

/** One day of one export. */
export interface ListedPeriod {
  readonly periodId: string;
  /** Rows of allevents; null when the export does not bring them. */
  readonly eventCount: number | null;
  readonly matchableCount: number;
  readonly matchedCount: number | null;
  readonly fileCount: number;
  /** An estimate: Pendo marks finalized days nowhere. */
  readonly probablyFinal: boolean;
  /** Counter of the export that owns the day's allevents: this one, or a newer one. */
  readonly owner: number | null;
  /** State of the day over all exports; only with a local database. */
  readonly state?: LoadState;
  readonly files?: readonly ListedFile[];
}

export interface ListedFile extends SliceKey {
  /** Below the destination; as Pendo wrote it when it is refused. */
  readonly path: string;
  /** Bytes; null when there is a fault. */
  readonly size: number | null;
  readonly fault?: FileFault;
}

export type FileFault =
  /** Listed, but not there. */
  | 'missing'
  /** The path leads out of the export's folder. */
  | 'refused';
