// A producer of exports in memory, for random walks: small manifests with everything nasty that Pendo may do, files as
// rows, faults that come and go. Not the simulator: that one is plausible, this one is mean.
import type {
  EventFiles,
  ExportFamily,
  ExportManifest,
  FileList,
  ManifestEntry,
  MatchedFiles,
  Period,
} from '../../shared/manifest/types';
import type { Selection } from '../../shared/plan/loadPlan';
import { sliceKinds, type SliceKind } from '../../shared/plan/slice';
import type { SeededRandom } from '../../shared/util/seededRandom';
import { RowMaker, type TableFile } from './exportRows';
import type { Row } from './oracle';

type Fault = 'missing' | 'corrupt' | 'wrongCount';

const matchables = ['Page/a', 'Page/B', 'Page/b', 'Feature/a', 'TrackType/t_1-x'] as const;

/** What lies at the destination now, and what has happened there. */
export class ExportWorld {
  readonly family: ExportFamily;
  /** Every file that was ever written, by `<export id>/<path>`. */
  readonly files = new Map<string, TableFile>();
  readonly faults = new Map<string, Fault>();
  /** What happened, a line each, for whoever looks at a failing seed. */
  readonly log: string[] = [];
  readonly #random: SeededRandom;
  readonly #rows: RowMaker;
  #entries: ManifestEntry[] = [];
  #nextCounter: number;
  #today = 2;
  #fileNumber = 0;

  constructor(random: SeededRandom) {
    this.#random = random;
    this.#rows = new RowMaker(random);
    this.family = random.chance(0.75) ? 'events' : random.pick(['accounts', 'visitors']);
    this.#nextCounter = random.pick([0, 1, 412]);
  }

  /** The manifest as Pendo would have it now; counts that are wrong are in it. */
  get manifest(): ExportManifest {
    const exports = this.#entries.map(entry => ({
      ...entry,
      periods: entry.periods.map(period => this.#miscounted(entry, period)),
    }));
    return { at: 0, family: this.family, generatedTime: null, exports };
  }

  /** Rows of a file as a loader gets them; null when it is missing or damaged. */
  readonly read = (exportId: string, path: string): readonly Row[] | null => {
    const name = `${exportId}/${path}`;
    const fault = this.faults.get(name);
    if (fault === 'missing' || fault === 'corrupt') return null;
    return this.files.get(name)?.rows ?? null;
  };

  /** Adds an export, at a random place of the list. */
  publish(): void {
    const random = this.#random;
    if (random.chance(0.1)) this.#nextCounter += random.between(1, 4);
    const counter = this.#nextCounter++;
    const entry =
      this.family === 'events' ? this.#eventExport(counter) : this.#peopleExport(counter);
    this.#entries.splice(random.below(this.#entries.length + 1), 0, entry);
    this.log.push(`publish ${describeEntry(entry)}`);
    if (random.chance(0.7)) this.#today++;
    if (random.chance(0.1)) this.#rows.addColumn();
  }

  /** The oldest exports leave the manifest; their files are gone too. */
  rollOut(): void {
    const byCounter = [...this.#entries].sort((a, b) => a.counter - b.counter);
    const gone = byCounter.slice(0, this.#random.between(1, 4));
    this.#entries = this.#entries.filter(entry => !gone.includes(entry));
    this.log.push(`roll out ${gone.map(({ counter }) => counter).join(', ')}`);
  }

  damage(): void {
    const names = [...this.files.keys()].filter(name =>
      this.#entries.some(({ exportId }) => name.startsWith(`${exportId}/`)),
    );
    if (names.length === 0) return;
    const recent = this.#random.chance(0.7) ? names.slice(-12) : names;
    const name = this.#random.pick(recent);
    const fault = this.#random.pick<Fault>(['missing', 'corrupt', 'wrongCount']);
    this.faults.set(name, fault);
    this.log.push(`${fault} ${name}`);
  }

  repair(): void {
    for (const name of [...this.faults.keys()]) {
      if (this.#random.chance(0.3)) continue;
      this.faults.delete(name);
      this.log.push(`repair ${name}`);
    }
  }

  /** What a user may choose; mostly everything. */
  selection(): Selection {
    const random = this.#random;
    const counters = this.#entries.map(({ counter }) => counter);
    const days = this.#entries.flatMap(({ periods }) => periods.map(({ periodId }) => periodId));
    const [counter, day] = [random.below(counters.length), random.below(days.length)];
    const start = counters[counter];
    const period = days[day];
    const byCounter = start !== undefined && random.chance(0.2);
    const byPeriod = period !== undefined && random.chance(0.15);
    return {
      ...(byCounter
        ? { counters: { start, end: start + random.pick([1, 1, 2, 5, Infinity]) } }
        : {}),
      ...(byPeriod
        ? { periods: { start: period, end: periodAfter(period, random.between(1, 4)) } }
        : {}),
      ...(random.chance(0.15) ? { kinds: this.#kinds() } : {}),
      ...(random.chance(0.1) ? { definitions: 'replace' as const } : {}),
      ...(random.chance(0.1) ? { reload: true } : {}),
      ...(random.chance(0.25) ? { sweepOrphans: true } : {}),
    };
  }

  #kinds(): Set<SliceKind> {
    return new Set(sliceKinds.filter(() => this.#random.chance(0.5)));
  }

  #eventExport(counter: number): ManifestEntry {
    const random = this.#random;
    const exportId = `e${counter}`;
    const retroactive = random.chance(0.25);
    const days = retroactive ? this.#someDays(random.between(1, 4)) : this.#recurringDays();
    const periods = days.flatMap(day => this.#periodItems(exportId, day, retroactive));
    const list = (kind: string): FileList | null =>
      this.#definitionList(exportId, kind, retroactive);
    const definitions = {
      pages: list('pages'),
      features: list('features'),
      trackTypes: list('trackTypes'),
      guides: list('guides'),
    };
    const test = random.chance(0.05) ? ['Test'] : null;
    return {
      ...emptyEntry(counter, exportId),
      exportType: retroactive ? ['Retroactive'] : test,
      definitions,
      periods,
    };
  }

  #peopleExport(counter: number): ManifestEntry {
    const exportId = `e${counter}`;
    const kind = this.family === 'accounts' ? 'accounts' : 'visitors';
    const list = (): FileList => this.#list(exportId, kind, this.#random.between(1, 3));
    const schema = this.#random.chance(0.6) ? this.#list(exportId, 'metadataSchema', 1) : null;
    return {
      ...emptyEntry(counter, exportId),
      [kind]: this.#random.chance(0.9) ? list() : this.#random.pick([null, { at: 0, files: [] }]),
      metadataSchema: schema,
    };
  }

  /** Yesterday and a day that became final; sometimes days more, as in a one-time export. */
  #recurringDays(): number[] {
    const days = new Set([this.#today, Math.max(0, this.#today - 2)]);
    if (this.#random.chance(0.2)) for (const day of this.#someDays(4)) days.add(day);
    return [...days];
  }

  #someDays(count: number): number[] {
    const days = Array.from({ length: count }, () => this.#random.below(this.#today + 1));
    return [...new Set(days)];
  }

  /** Mostly one item; sometimes the period comes twice, split between the items or with one matchable in both. */
  #periodItems(exportId: string, day: number, retroactive: boolean): Period[] {
    const random = this.#random;
    const periodId = `${dayText(day)}T00:00:00Z`;
    const some = matchables.filter(() => random.chance(retroactive ? 0.4 : 0.7));
    const matched = some.map(id => this.#matched(exportId, id, day, retroactive));
    const withAllEvents = !retroactive && random.chance(0.95);
    const allEvents = withAllEvents ? this.#events(exportId, 'allEvents', day) : null;
    if (!random.chance(0.1)) return [{ at: 0, periodId, allEvents, matched }];
    const again = some.slice(0, 1).map(id => this.#matched(exportId, id, day, false));
    const more =
      withAllEvents && random.chance(0.5) ? this.#events(exportId, 'allEvents', day) : null;
    return [
      { at: 0, periodId, allEvents, matched: matched.slice(1) },
      { at: 0, periodId, allEvents: more, matched: [...matched.slice(0, 1), ...again] },
    ];
  }

  #matched(exportId: string, matchableId: string, day: number, retroactive: boolean): MatchedFiles {
    const type = matchableId.startsWith('Page')
      ? 'Page'
      : matchableId.startsWith('Feature')
        ? 'Feature'
        : 'TrackType';
    const files = this.#random.chance(retroactive ? 0.2 : 0.05)
      ? { at: 0, files: [], eventCount: this.#random.pick([0, null]) }
      : this.#events(exportId, matchableId, day);
    return { ...files, matchableId, type };
  }

  #events(exportId: string, table: string, day: number): EventFiles {
    const count = this.#random.pick([1, 1, 1, 2, 3]);
    const files = Array.from({ length: count }, () =>
      this.#write(exportId, table, this.#rows.events(table, dayText(day))),
    );
    const rows = files.reduce((sum, file) => sum + (this.read(exportId, file)?.length ?? 0), 0);
    return { at: 0, files, eventCount: this.#random.chance(0.1) ? null : rows };
  }

  #definitionList(exportId: string, kind: string, retroactive: boolean): FileList | null {
    if (this.#random.chance(retroactive ? 0.5 : 0.4)) return null;
    return this.#list(exportId, kind, this.#random.pick([0, 1, 1, 1, 2]));
  }

  #list(exportId: string, kind: string, count: number): FileList {
    const used = new Set<string>();
    const files = Array.from({ length: count }, () =>
      this.#write(exportId, kind, this.#rows.keyed(kind, used)),
    );
    return { at: 0, files };
  }

  #write(exportId: string, table: string, file: TableFile): string {
    const path = `${table}-${this.#fileNumber++}.avro`;
    this.files.set(`${exportId}/${path}`, file);
    return path;
  }

  #miscounted({ exportId }: ManifestEntry, period: Period): Period {
    const wrong = (files: EventFiles): number | null => {
      const off = files.files.some(file => this.faults.get(`${exportId}/${file}`) === 'wrongCount');
      return files.eventCount === null ? null : files.eventCount + (off ? 1 : 0);
    };
    const { allEvents, matched } = period;
    return {
      ...period,
      allEvents: allEvents && { ...allEvents, eventCount: wrong(allEvents) },
      matched: matched.map(files => ({ ...files, eventCount: wrong(files) })),
    };
  }
}

function emptyEntry(counter: number, exportId: string): ManifestEntry {
  return {
    at: 0,
    counter,
    exportId,
    rootUrl: `gs://bucket/datasync/1/2/${exportId}`,
    exportType: null,
    finishTime: null,
    storageSize: null,
    timestamp: null,
    numberOfFiles: null,
    subscription: null,
    application: null,
    definitions: { pages: null, features: null, trackTypes: null, guides: null },
    periods: [],
    accounts: null,
    visitors: null,
    metadataSchema: null,
  };
}

/** Day 3 of the walk is `2023-02-04`. */
function dayText(day: number): string {
  return new Date(Date.UTC(2023, 1, 1 + day)).toISOString().slice(0, 10);
}

function periodAfter(periodId: string, days: number): string {
  const time = Date.parse(periodId) + days * 86_400_000;
  return new Date(time).toISOString().replace('.000Z', 'Z');
}

function describeEntry(entry: ManifestEntry): string {
  const type = entry.exportType?.join() ?? 'recurring';
  const lists = Object.entries({
    ...entry.definitions,
    accounts: entry.accounts,
    visitors: entry.visitors,
    metadataSchema: entry.metadataSchema,
  }).flatMap(([kind, list]) => (list ? [`${kind} [${list.files.join(' ')}]`] : []));
  const periods = entry.periods.map(({ periodId, allEvents, matched }) => {
    const all = allEvents ? [`all [${allEvents.files.join(' ')}]`] : [];
    const each = matched.map(({ matchableId, files }) => `${matchableId} [${files.join(' ')}]`);
    return `${periodId.slice(0, 10)}: ${[...all, ...each].join(', ')}`;
  });
  return `${entry.counter} ${type} ${[...lists, ...periods].join('; ')}`;
}
