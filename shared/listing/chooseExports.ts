// Which exports a table shows, and in which order. Pure: the same for ten exports and for a hundred thousand.
import type { ErrorCode } from '../errors';
import { loadStateWords } from './stateGlyphs';
import type { LoadState } from '../plan/states';
import { dayNumber } from '../util/dayNumber';
import type { ExportKind, ExportRow } from './exportRows';

/** One manifest, as the table sees it. */
export interface ExportSource {
  /** Tells it apart from the others. */
  readonly key: string;
  /** The application; of accounts and visitors their subscription. */
  readonly name: string;
  readonly people: 'account' | 'visitor' | null;
  /** What it is said to be besides: the subscription and the ids. */
  readonly words: string;
  readonly rows: readonly ExportRow[];
  /** Why it could not be read. */
  readonly failure?: SourceFailure;
}

/** What went wrong when a manifest was read. */
export interface SourceFailure {
  readonly code: ErrorCode;
  readonly message: string;
  /** The command that signs the user in again, where that is what helps. */
  readonly signIn?: string;
}

/** A line of the table: an export, or a manifest that cannot be read. */
export interface TableEntry {
  readonly source: ExportSource;
  readonly row: ExportRow | undefined;
}

/** What is wanted; empty lists and texts want all. */
export interface ExportFilter {
  /** Words that an export or its application must hold, regardless of case. */
  readonly text: string;
  /** Keys of sources. */
  readonly sources: readonly string[];
  readonly kinds: readonly ExportKind[];
  readonly states: readonly LoadState[];
  /** `YYYY-MM-DD`, both included: exports that hold one of these days; those without days count by when they finished. */
  readonly from: string;
  readonly to: string;
}

/** A filter that wants all. */
export const everyExport: ExportFilter = {
  ...{ text: '', sources: [], kinds: [], states: [], from: '', to: '' },
};

/** What exports can be sorted by. */
export type ExportColumn =
  'name' | 'kind' | 'state' | 'created' | 'finished' | 'size' | 'files' | 'periods' | 'lastSync';

export interface ExportSort {
  readonly column: ExportColumn;
  readonly descending: boolean;
}

/** The newest first. */
export const newestFirst: ExportSort = { column: 'finished', descending: true };

/** All lines, in no order that means anything. */
export function tableEntries(sources: readonly ExportSource[]): TableEntry[] {
  return sources.flatMap((source): TableEntry[] =>
    source.failure
      ? [{ source, row: undefined }]
      : source.rows.map((row): TableEntry => ({ source, row })),
  );
}

/** The lines that are wanted, in order; what cannot be read comes first, for it asks to be mended. */
export function chooseExports(
  entries: readonly TableEntry[],
  filter: ExportFilter,
  sort: ExportSort,
): TableEntry[] {
  const isWanted = filterOf(filter);
  const found = entries.filter(isWanted);
  const ranks = namesInOrder(found);
  const valueOf = values[sort.column];
  const direction = sort.descending ? -1 : 1;
  const keyed = found.map(entry => ({
    entry,
    value: entry.row ? valueOf(entry.row, ranks.get(entry.source) ?? 0) : null,
    rank: ranks.get(entry.source) ?? 0,
  }));
  keyed.sort((a, b) => {
    const [one, other] = [a.entry.row, b.entry.row];
    if (!one || !other) return Number(Boolean(one)) - Number(Boolean(other)) || a.rank - b.rank;
    return compare(a.value, b.value, direction) || a.rank - b.rank || other.counter - one.counter;
  });
  return keyed.map(({ entry }) => entry);
}

type Value = string | number | null;

const values: Readonly<Record<ExportColumn, (row: ExportRow, rank: number) => Value>> = {
  name: (_, rank) => rank,
  kind: ({ kind }) => kind,
  state: ({ state }) => (state === null ? null : loadStateWords.indexOf(state)),
  created: ({ created }) => created,
  finished: ({ finished }) => finished,
  size: ({ size }) => size,
  files: ({ files }) => files,
  periods: ({ periods }) => periods,
  lastSync: ({ lastSync }) => lastSync,
};

/** What is not known comes last in both directions. */
function compare(a: Value, b: Value, direction: number): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return (a < b ? -1 : 1) * direction;
}

/** Comparing names is slow, and there are far fewer of them than exports. */
function namesInOrder(entries: readonly TableEntry[]): ReadonlyMap<ExportSource, number> {
  const { compare: byName } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const sources = [...new Set(entries.map(({ source }) => source))];
  sources.sort((a, b) => byName(a.name, b.name) || (a.key < b.key ? -1 : 1));
  return new Map(sources.map((source, rank) => [source, rank]));
}

function filterOf(filter: ExportFilter): (entry: TableEntry) => boolean {
  const { kinds, states } = filter;
  const wantsSource = sourceFilter(filter.sources);
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
  const holdsDay = dayFilter(filter);
  const wantsAllKinds = kinds.length === 0 && states.length === 0 && !holdsDay;
  return ({ source, row }) => {
    if (!wantsSource(source)) return false;
    if (!row) return wantsAllKinds && holds(textOf(source), words);
    if (kinds.length > 0 && !kinds.includes(row.kind)) return false;
    if (states.length > 0 && (row.state === null || !states.includes(row.state))) return false;
    if (holdsDay && !holdsDay(row)) return false;
    return words.length === 0 || holds(`${textOf(source)} ${rowText(row)}`, words);
  };
}

function sourceFilter(keys: readonly string[]): (source: ExportSource) => boolean {
  const wanted = new Set(keys);
  return ({ key }) => wanted.size === 0 || wanted.has(key);
}

function dayFilter({ from, to }: ExportFilter): ((row: ExportRow) => boolean) | undefined {
  if (from === '' && to === '') return undefined;
  const ends = [from === '' ? -Infinity : dayNumber(from), to === '' ? Infinity : dayNumber(to)];
  // Whoever types the later one first means the same days.
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  return ({ spans, finished }) => {
    if (spans.length > 0) return spans.some(([start, end]) => start <= last && end >= first);
    const day = finished === null ? NaN : dayNumber(finished);
    return day >= first && day <= last;
  };
}

function holds(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.every(word => lower.includes(word));
}

function textOf({ name, words, failure }: ExportSource): string {
  return `${name} ${words} ${failure?.message ?? ''}`;
}

function rowText({ counter, exportId, kind, exportType, state, finished }: ExportRow): string {
  return `#${counter} ${exportId} ${kind} ${exportType ?? ''} ${state ?? ''} ${finished ?? ''}`;
}
