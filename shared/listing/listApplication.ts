// A manifest and what the local database knows → the rows of a tree: its exports, and its days over all exports.
import type { ExportManifest } from '../manifest/types';
import { emptyLedger, type Ledger } from '../plan/ledger';
import { sliceKeyOf } from '../plan/slice';
import { loadStates, type LoadState } from '../plan/states';
import type { ListedApplication } from './listing';
import { listManifest, type ListManifestOptions } from './listManifest';

/** One application with its exports, and its days whichever export brings them. */
export interface ListedOverview {
  readonly application: ListedApplication;
  /** By time. */
  readonly days: readonly ListedDay[];
  /** By export id: where Pendo put it. */
  readonly rootUrls: ReadonlyMap<string, string>;
}

/** One day of an application. */
export interface ListedDay {
  readonly periodId: string;
  readonly state: LoadState;
  /** Counter of the export that owns the day's allevents; null without any. */
  readonly owner: number | null;
  /** Rows of allevents as that export counts them. */
  readonly eventCount: number | null;
  /** An estimate: Pendo marks finalized days nowhere. */
  readonly probablyFinal: boolean;
  /** Counter of the export whose allevents the local database holds; null where it holds none. */
  readonly loadedFrom: number | null;
}

/** The overview of one application. */
export function listApplication(
  manifest: ExportManifest,
  options: Omit<ListManifestOptions, 'depth' | 'locate' | 'ledger'> & { readonly ledger?: Ledger },
): ListedOverview {
  const { ledger = emptyLedger } = options;
  const locate = (_: string, path: string) => ({ path, size: null });
  const states = loadStates(manifest, ledger);
  const asked = { ...options, ledger, states, depth: 'exports', locate } as const;
  const application = listManifest(manifest, asked);
  const days = states.periods.map(period => {
    const { periodId } = period;
    const key = sliceKeyOf({ kind: 'allEvents', periodId, matchableId: null });
    return { ...period, loadedFrom: ledger.slices.get(key)?.counter ?? null };
  });
  const rootUrls = new Map(manifest.exports.map(({ exportId, rootUrl }) => [exportId, rootUrl]));
  return { application, days, rootUrls };
}
