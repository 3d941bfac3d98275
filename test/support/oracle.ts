// A naive loader that follows Pendo's article step by step over plain maps: go through the exports in counter order;
// replace each definition table; for each period delete, then append. It shares no code with shared/plan.
import type { EventFiles, FileList, ManifestEntry } from '../../shared/manifest/types';
import type { Selection } from '../../shared/plan/loadPlan';
import type { SliceKind } from '../../shared/plan/slice';

/** A row as its table shows it. */
export type Row = Readonly<Record<string, string | number | null>>;

/** Rows of a file; null when it is missing or damaged. */
export type ReadRows = (exportId: string, path: string) => readonly Row[] | null;

/** What was loaded for one table, or one period of it. */
export interface LoadedByOracle {
  readonly counter: number;
  /** Rows that came, not counting what others did to them since. */
  readonly rows: number;
}

/** The key of a definition table's rows. */
export const keyColumns: Readonly<Record<string, string>> = {
  pages: 'pageId',
  features: 'featureId',
  trackTypes: 'trackTypeId',
  guides: 'guideId',
  accounts: 'id',
  visitors: 'id',
};

/** Tables by the name of a kind or the id of a matchable: `allEvents`, `Page/abc`, `pages`. */
export class Oracle {
  readonly tables = new Map<string, Row[]>();
  /** By table and day: `allEvents 2023-02-22`, `Page/abc 2023-02-22`, `pages`. */
  readonly loaded = new Map<string, LoadedByOracle>();
  #reloads = false;

  /** One run over a manifest, in whatever order it lists its exports. */
  sync(exports: readonly ManifestEntry[], selection: Selection, read: ReadRows): void {
    const { counters, kinds } = selection;
    this.#reloads = selection.reload === true;
    const chosen = exports
      .filter(({ counter }) => !counters || (counter >= counters.start && counter < counters.end))
      .sort((a, b) => a.counter - b.counter);
    for (const kind of ['pages', 'features', 'trackTypes', 'guides'] as const) {
      if (kinds && !kinds.has(kind)) continue;
      const lists = chosen.map(entry => ({ entry, list: entry.definitions[kind] }));
      this.#definitions(kind, lists.filter(isFilled), selection.definitions === 'replace', read);
    }
    if (!kinds || kinds.has('metadataSchema')) {
      const lists = chosen.map(entry => ({ entry, list: entry.metadataSchema }));
      this.#definitions('metadataSchema', lists.filter(isFilled), true, read);
    }
    for (const kind of ['accounts', 'visitors'] as const) {
      if (kinds && !kinds.has(kind)) continue;
      const lists = chosen.map(entry => ({ entry, list: entry[kind] }));
      this.#upserts(kind, lists.filter(isFilled), read);
    }
    const known = this.#matchedPlaces();
    for (const entry of chosen) {
      this.#periods(entry, selection, read, known);
      if (selection.sweepOrphans) this.#sweep(entry, selection, known);
    }
  }

  rowsOf(table: string): Row[] {
    return this.tables.get(table) ?? [];
  }

  /** Delete (period, target) once, then append all files of this export for it. */
  #periods(
    entry: ManifestEntry,
    { periods, kinds }: Selection,
    read: ReadRows,
    places: Set<string>,
  ): void {
    const listed = new Map<string, { table: string; day: string; lists: EventFiles[] }>();
    const list = (table: string, day: string, files: EventFiles): void => {
      const place = placeOf(table, day);
      const known = listed.get(place) ?? { table, day, lists: [] };
      known.lists.push(files);
      listed.set(place, known);
    };
    for (const { periodId, allEvents, matched } of entry.periods) {
      if (periods && (periodId < periods.start || periodId >= periods.end)) continue;
      const day = periodId.slice(0, 10);
      if (allEvents && (!kinds || kinds.has('allEvents'))) list('allEvents', day, allEvents);
      for (const files of matched) {
        if (!kinds || kinds.has(`matched${files.type}`)) list(files.matchableId, day, files);
      }
    }
    for (const [place, { table, day, lists }] of listed) {
      if (table !== 'allEvents') places.add(place);
      if (!this.#isPending(place, entry)) continue;
      const rows = readAll(
        entry,
        lists.flatMap(({ files }) => files),
        read,
      );
      const counts = lists.map(({ eventCount }) => eventCount);
      const expected = counts.includes(null)
        ? null
        : counts.reduce<number>((n, c) => n + (c ?? 0), 0);
      if (!rows || (expected !== null && expected !== rows.length)) continue;
      const kept = this.rowsOf(table).filter(row => row['periodId'] !== day);
      this.tables.set(table, [...kept, ...rows]);
      this.loaded.set(place, { counter: entry.counter, rows: rows.length });
    }
  }

  /** Matchables with rows, by day: `Page/abc 2023-02-22`. */
  #matchedPlaces(): Set<string> {
    const filled = [...this.loaded].filter(([place, { rows }]) => /\/.* /.test(place) && rows > 0);
    return new Set(filled.map(([place]) => place));
  }

  /** A full export empties what it does not list of its days; `known` are the places that may be omitted. */
  #sweep(entry: ManifestEntry, { periods, kinds }: Selection, known: Set<string>): void {
    if (entry.exportType?.some(type => type === 'Retroactive' || type === 'Test')) return;
    for (const day of new Set(entry.periods.map(({ periodId }) => periodId.slice(0, 10)))) {
      const items = entry.periods.filter(({ periodId }) => periodId.startsWith(day));
      const listed = items.flatMap(({ matched }) => matched.map(m => placeOf(m.matchableId, day)));
      const isFull = items.some(({ allEvents }) => allEvents) && listed.length > 0;
      const time = `${day}T00:00:00Z`;
      if (!isFull || (periods && (time < periods.start || time >= periods.end))) continue;
      for (const place of known) {
        const [table = '', placeDay] = place.split(' ');
        const kind = `matched${table.slice(0, table.indexOf('/'))}` as SliceKind;
        const isOmitted = placeDay === day && !listed.includes(place);
        if (!isOmitted || (kinds && !kinds.has(kind)) || !this.#isNewer(place, entry)) continue;
        this.tables.set(
          table,
          this.rowsOf(table).filter(row => row['periodId'] !== day),
        );
        this.loaded.set(place, { counter: entry.counter, rows: 0 });
      }
    }
  }

  /**
   * The newest full list that can be read replaces the table. Later retroactive lists are merged by key when they
   * hold under half of its rows, else they replace it too; after a list that cannot be read no later one is taken.
   */
  #definitions(table: string, lists: readonly Filled[], literal: boolean, read: ReadRows): void {
    const isFull = ({ entry }: Filled): boolean =>
      literal || !(entry.exportType ?? []).includes('Retroactive');
    const pending = this.#reloadsTable(table, lists)
      ? lists.slice(this.#beginningOf(table, lists, isFull))
      : lists.filter(({ entry }) => this.#isNewer(table, entry));
    const newestFull = pending.filter(isFull).at(-1);
    if (this.#isBroken(table, pending.slice(newestFull ? pending.indexOf(newestFull) : 0), read)) {
      return;
    }
    let isWhole = newestFull === undefined;
    for (const full of pending.filter(isFull).reverse()) {
      const rows = readAll(full.entry, full.list.files, read);
      if (!rows) continue;
      this.#replace(table, full.entry, rows);
      if (full !== newestFull) return;
      isWhole = true;
      break;
    }
    if (!isWhole) return;
    for (const { entry, list } of pending) {
      if (newestFull && entry.counter <= newestFull.entry.counter) continue;
      const rows = readAll(entry, list.files, read);
      if (!rows) return;
      const old = this.rowsOf(table);
      const key = keyColumns[table] ?? 'id';
      const coming = new Set(rows.map(row => row[key]));
      const kept = rows.length * 2 < old.length ? old.filter(row => !coming.has(row[key])) : [];
      this.#replace(table, entry, [...kept, ...rows]);
    }
  }

  /** Whether a table is to be made anew: not if older lists alone would do it. */
  #reloadsTable(table: string, lists: readonly Filled[]): boolean {
    const newest = lists.at(-1);
    const loaded = this.loaded.get(table);
    return this.#reloads && newest !== undefined && newest.entry.counter >= (loaded?.counter ?? -1);
  }

  /** The index of the list that the newest loaded one has built on. */
  #beginningOf(table: string, lists: readonly Filled[], isFull: (list: Filled) => boolean): number {
    const held = this.loaded.get(table)?.counter ?? -1;
    const full = lists.filter(isFull).at(-1)?.entry.counter ?? held;
    return lists.findIndex(({ entry }) => entry.counter >= Math.min(full, held));
  }

  /** Lists below the loaded one come again all or not at all. */
  #isBroken(table: string, lists: readonly Filled[], read: ReadRows): boolean {
    const held = this.loaded.get(table)?.counter ?? -1;
    const older = lists.filter(({ entry }) => entry.counter <= held);
    return older.length > 1 && older.some(({ entry, list }) => !readAll(entry, list.files, read));
  }

  /** Delete the ids that come, insert; of one id twice in an export the last row wins. */
  #upserts(table: string, lists: readonly Filled[], read: ReadRows): void {
    const again = this.#reloadsTable(table, lists);
    const taken = lists.filter(({ entry }) => again || this.#isNewer(table, entry));
    if (this.#isBroken(table, taken, read)) return;
    for (const { entry, list } of taken) {
      const rows = readAll(entry, list.files, read);
      if (!rows) return;
      const byId = new Map(rows.map(row => [row['id'], row]));
      const kept = this.rowsOf(table).filter(row => !byId.has(row['id'] ?? null));
      this.#replace(table, entry, [...kept, ...byId.values()]);
    }
  }

  #replace(table: string, { counter }: ManifestEntry, rows: readonly Row[]): void {
    this.tables.set(table, [...rows]);
    this.loaded.set(table, { counter, rows: rows.length });
  }

  #isPending(place: string, entry: ManifestEntry): boolean {
    const isSame = this.loaded.get(place)?.counter === entry.counter;
    return this.#isNewer(place, entry) || (this.#reloads && isSame);
  }

  #isNewer(place: string, { counter }: ManifestEntry): boolean {
    const loaded = this.loaded.get(place);
    return !loaded || loaded.counter < counter;
  }
}

/** `allEvents 2023-02-22`. */
export function placeOf(table: string, day: string | null): string {
  return day === null ? table : `${table} ${day}`;
}

interface Filled {
  readonly entry: ManifestEntry;
  readonly list: FileList;
}

function isFilled(item: { entry: ManifestEntry; list: FileList | null }): item is Filled {
  return item.list !== null && item.list.files.length > 0;
}

function readAll(
  { exportId }: ManifestEntry,
  files: readonly string[],
  read: ReadRows,
): Row[] | null {
  const all = files.map(file => read(exportId, file));
  return all.includes(null) ? null : all.flatMap(rows => rows ?? []);
}
