// The files of one export of an application: definitions, events, matched events.
import type { DefinitionKind, MatchableType } from '../manifest/types';

import { encoded } from './avroOutput';
import type { AvroSchema } from './avroSchema';
import type { BillJson, EventFilesJson, PeriodJson } from './billOfMaterials';
import type { Site } from './content';
import { periodIdOf, textOfDay } from './days';
import { definitionFiles, guideTable, matchableTable } from './definitions';
import { allEventsSchema, matchedEventsSchema } from './eventSchema';
import type { EventSource } from './events';
import type { Matchable } from './matchables';
import { activeRules, allRows, matchPeriod, matchedRows } from './matching';
import type { ActiveRule, MatchedRows } from './matching';
import type { ResolvedOptions } from './options';
import type { ScheduledExport, ScheduledPeriod } from './schedule';
import type { FileOrPause, FileRole } from './simulatedFile';
import { splitFiles } from './splitFiles';

/** What an application's exports are made from. */
export interface ApplicationWorld {
  readonly options: ResolvedOptions;
  readonly site: Site;
  readonly matchables: readonly Matchable[];
  readonly events: EventSource;
  /** `matchableId` reads `Page/<id>` in some applications and `<id>` in others; no source tells which. */
  readonly hasTypedIds: boolean;
  /** Whether a retroactive export carries all definitions, or only those of what it touched. */
  readonly hasAllDefinitions: boolean;
}

/** What an export holds, once its files are made. */
export interface MadeExport {
  readonly content: Pick<BillJson, 'numberOfFiles' | 'lists' | 'timeDependent'>;
  readonly rows: number;
  readonly bytes: number;
}

/** Yields the files of an export below `folder`, with pauses; returns what the bill of materials says of them. */
export function* eventExportFiles(
  world: ApplicationWorld,
  scheduled: ScheduledExport,
  folder: string,
): Generator<FileOrPause, MadeExport> {
  const maker = new ExportMaker(world, scheduled, folder);
  const lists = yield* maker.definitions();
  const timeDependent: PeriodJson[] = [];
  for (const period of scheduled.periods) timeDependent.push(yield* maker.period(period));
  const { files: numberOfFiles, rows, bytes } = maker.total;
  return { content: { numberOfFiles, lists, timeDependent }, rows, bytes };
}

class ExportMaker {
  readonly total = { files: 0, rows: 0, bytes: 0 };
  readonly #world: ApplicationWorld;
  readonly #scheduled: ScheduledExport;
  readonly #folder: string;
  readonly #rules: readonly ActiveRule[];

  constructor(world: ApplicationWorld, scheduled: ScheduledExport, folder: string) {
    this.#world = world;
    this.#scheduled = scheduled;
    this.#folder = folder;
    this.#rules = activeRules(world.matchables, scheduled);
  }

  /** The definition lists; a test export has none, a retroactive one no guides. */
  *definitions(): Generator<FileOrPause, Record<string, readonly string[]>> {
    const { options, site, hasAllDefinitions } = this.#world;
    const { kind, touched } = this.#scheduled;
    const lists: Record<string, readonly string[]> = {};
    if (kind === 'test') return lists;
    const rules = hasAllDefinitions ? this.#rules : this.#rules.filter(isIn(touched));
    for (const table of ['pages', 'features', 'trackTypes'] as const) {
      const { schema, rows } = matchableTable(table, rules, options.firstPeriod);
      // Of what was not touched a retroactive export says nothing; a missing key leaves the table alone.
      if (rows.length === 0 && touched) continue;
      lists[definitionFiles[table].key] = yield* this.#table(table, schema, rows);
    }
    if (touched) return lists;
    const { schema, rows } = guideTable(options.seed, site.guides, options.firstPeriod);
    lists[definitionFiles.guides.key] = yield* this.#table('guides', schema, rows);
    return lists;
  }

  /** One item of `timeDependent`. */
  *period(period: ScheduledPeriod): Generator<FileOrPause, PeriodJson> {
    const { touched } = this.#scheduled;
    const { events } = this.#world;
    const periodId = periodIdOf(period.day);
    const rules = this.#rules.filter(isIn(touched));
    const { matched, rawBytes } = yield* matchPeriod(events, period, rules);
    if (touched) return { periodId, matchedEvents: yield* this.#matched(period, matched) };
    const role = { kind: 'allEvents', day: period.day } as const;
    const name = this.#nameIn(period, 'allevents');
    const request = { name, role, schema: allEventsSchema, rawBytes };
    const allEvents = yield* this.#write(request, allRows(events, period));
    return { periodId, allEvents, matchedEvents: yield* this.#matched(period, matched) };
  }

  *#matched(
    period: ScheduledPeriod,
    all: readonly MatchedRows[],
  ): Generator<FileOrPause, PeriodJson['matchedEvents']> {
    const entries: PeriodJson['matchedEvents'][number][] = [];
    for (const matched of all) {
      const { type, id } = matched.matchable;
      const target = { id: `${type}/${id}`, type };
      if (matched.chunks.length === 0) {
        // Only what was reprocessed is told to be empty; a full export leaves it out.
        if (this.#scheduled.touched) entries.push({ eventCount: 0, files: [], ...target });
        continue;
      }
      const written = yield* this.#matchedFiles(period, matched, type);
      entries.push({ ...written, ...target });
    }
    return entries;
  }

  *#matchedFiles(
    period: ScheduledPeriod,
    matched: MatchedRows,
    type: MatchableType,
  ): Generator<FileOrPause, EventFilesJson> {
    const { hasTypedIds, events } = this.#world;
    const { id } = matched.matchable;
    const request = {
      name: this.#nameIn(period, `matchedEvents/${type}/${id}`),
      role: { kind: 'matched', day: period.day } as const,
      schema: matchedEventsSchema,
      rawBytes: matched.rawBytes,
      prefix: encoded(out => out.string(hasTypedIds ? `${type}/${id}` : id)),
    };
    return yield* this.#write(request, matchedRows(events, period, matched));
  }

  *#table(
    kind: DefinitionKind,
    schema: AvroSchema,
    rows: readonly Uint8Array[],
  ): Generator<FileOrPause, readonly string[]> {
    const rawBytes = rows.reduce((sum, row) => sum + row.length, 0);
    const role = { kind: 'table' } as const;
    const request = { name: definitionFiles[kind].name, role, schema, rawBytes };
    return (yield* this.#write(request, rows)).files;
  }

  *#write(
    request: WriteRequest,
    rows: Iterable<Uint8Array>,
  ): Generator<FileOrPause, EventFilesJson> {
    const { codec, blockBytes, capBytes } = this.#world.options;
    const where = { folder: this.#folder, codec, blockBytes, capBytes };
    const written = yield* splitFiles({ ...where, ...request }, rows);
    this.total.files += written.files.length;
    this.total.rows += written.rows;
    this.total.bytes += written.bytes;
    return { eventCount: written.rows, files: written.files };
  }

  /** In an export of several periods the names carry the day. */
  #nameIn({ day }: ScheduledPeriod, name: string): string {
    if (this.#scheduled.periods.length === 1) return name;
    return `${name}-${textOfDay(day).replaceAll('-', '')}`;
  }
}

interface WriteRequest {
  readonly name: string;
  readonly role: FileRole;
  readonly schema: AvroSchema;
  readonly rawBytes: number;
  readonly prefix?: Uint8Array;
}

function isIn(touched: readonly Matchable[] | null): (rule: ActiveRule) => boolean {
  return ({ matchable }) => touched === null || touched.includes(matchable);
}
