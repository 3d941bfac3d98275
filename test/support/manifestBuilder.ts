// Manifests in memory, said briefly, for tests of planning.
import type {
  EventFiles,
  ExportManifest,
  FileList,
  ManifestEntry,
  MatchableType,
  MatchedFiles,
  Period,
} from '../../shared/manifest/types';
import { emptyLedger, type Ledger } from '../../shared/plan/ledger';
import type { PlanTarget } from '../../shared/plan/loadPlan';
import { sliceKeyOf, type SliceKey } from '../../shared/plan/slice';

/** Rows, or rows in several files, or no files: `3`, `[2, 1]`, `[]`. */
type Rows = number | readonly number[];

interface PeriodParts {
  readonly day: string;
  readonly allEvents?: Rows;
  /** By matchable id. */
  readonly matched?: Readonly<Record<string, Rows>>;
}

interface EntryParts {
  readonly type?: readonly string[];
  readonly finishTime?: string;
  readonly periods?: readonly PeriodParts[];
  readonly pages?: readonly string[];
  readonly accounts?: readonly string[];
  readonly visitors?: readonly string[];
  readonly metadataSchema?: readonly string[];
  readonly exportId?: string;
}

export const eventsTarget: PlanTarget = {
  family: 'events',
  subscription: '1',
  application: '2',
  folder: 'datasync/1/2',
};

/** A manifest of these exports. */
export function manifestOf(
  exports: readonly ManifestEntry[],
  family: ExportManifest['family'] = 'events',
): ExportManifest {
  return { at: 0, family, generatedTime: null, exports };
}

/** Export `counter`, with the id `e<counter>`. */
export function exportOf(counter: number, parts: EntryParts = {}): ManifestEntry {
  const exportId = parts.exportId ?? `e${counter}`;
  return {
    at: 0,
    counter,
    exportId,
    rootUrl: `gs://bucket/datasync/1/2/${exportId}`,
    exportType: parts.type ?? null,
    finishTime: parts.finishTime ?? null,
    storageSize: null,
    timestamp: null,
    numberOfFiles: null,
    subscription: { at: 0, id: '1', displayName: 'Acme' },
    application: { at: 0, id: '2', displayName: 'CRM' },
    definitions: { pages: listOf(parts.pages), features: null, trackTypes: null, guides: null },
    periods: (parts.periods ?? []).map(periodOf),
    accounts: listOf(parts.accounts),
    visitors: listOf(parts.visitors),
    metadataSchema: listOf(parts.metadataSchema),
  };
}

/** A ledger that holds these slices: `['allEvents', '2023-02-22', 5, 100]` is 100 rows of export 5. */
export function ledgerOf(
  ...slices: readonly (readonly [
    target: string,
    day: string | null,
    counter: number,
    rows?: number,
  ])[]
): Ledger {
  const loaded = slices.map(([target, day, counter, rows = 1]) => {
    return { ...keyOf(target, day), counter, exportId: `e${counter}`, rows };
  });
  return {
    ...emptyLedger,
    exports: new Map(loaded.map(({ counter, exportId }) => [counter, exportId])),
    recordExports: new Set(
      loaded
        .filter(({ kind }) => kind === 'accounts' || kind === 'visitors')
        .map(({ counter }) => counter),
    ),
    slices: new Map(loaded.map(slice => [sliceKeyOf(slice), slice])),
  };
}

/** `Page/a` and a day, or the name of a kind and a day or null. */
export function keyOf(target: string, day: string | null): SliceKey {
  const periodId = day === null ? null : `${day}T00:00:00Z`;
  const type = matchableTypes.find(each => target.startsWith(`${each}/`));
  if (type) return { kind: `matched${type}`, periodId, matchableId: target };
  const kind = kinds.find(each => each === target);
  if (!kind) throw new Error(`no such target: ${target}`);
  return { kind, periodId, matchableId: null };
}

const kinds = ['allEvents', 'pages', 'accounts', 'visitors', 'metadataSchema'] as const;
const matchableTypes: readonly MatchableType[] = ['Page', 'Feature', 'TrackType'];

function periodOf({ day, allEvents, matched }: PeriodParts): Period {
  return {
    at: 0,
    periodId: `${day}T00:00:00Z`,
    allEvents: allEvents === undefined ? null : eventsOf('allevents', allEvents),
    matched: Object.entries(matched ?? {}).map(([matchableId, rows]): MatchedFiles => {
      const type = matchableTypes.find(each => matchableId.startsWith(each)) ?? 'Page';
      return { ...eventsOf(`matchedEvents/${matchableId}`, rows), matchableId, type };
    }),
  };
}

function eventsOf(stem: string, rows: Rows): EventFiles {
  if (typeof rows === 'number') return { at: 0, files: [`${stem}.avro`], eventCount: rows };
  return {
    at: 0,
    files: rows.map((_, index) => `${stem}-${index}.avro`),
    eventCount: rows.reduce((sum, count) => sum + count, 0),
  };
}

function listOf(files: readonly string[] | undefined): FileList | null {
  return files ? { at: 0, files } : null;
}
