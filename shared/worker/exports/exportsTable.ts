// The rows of one table of exports: of all manifests that it is of, and those among them that are wanted now.
import { toDataSyncError } from '../../errors';
import { calendarDays } from '../../listing/calendarDays';
import {
  chooseExports,
  tableEntries,
  type ExportSource,
  type TableEntry,
} from '../../listing/chooseExports';
import type { CalendarDay } from '../../listing/calendarDays';
import type {
  ChosenExports,
  ExportsCount,
  ExportSummary,
  ExportTarget,
  ExportsToRead,
  RowRun,
  TableRow,
  TableSource,
} from '../../protocol/exportsTable';
import { signInCommand } from '../../storage/access/signInCommand';
import { isCloudUrl } from '../../storage/cloud/readCloudUrl';
import { readFailedLoadsOf } from './failedLoads';
import { readSource, type SourceContent, type SourcePorts } from './readSource';
import { rowsAfter, rowsIn } from './rowRuns';
import { asSource, describeRow, type KnownSource } from './tableSource';

/** Failed steps that a summary names. */
const mostFailures = 5;

export class ExportsTable {
  readonly #ports: SourcePorts;
  #known = new Map<string, KnownSource>();
  /** All lines, until a source is another. */
  #entries: readonly TableEntry[] | undefined;
  #chosen: readonly TableEntry[] = [];

  constructor(ports: SourcePorts) {
    this.#ports = ports;
  }

  /** From now on the table is of these. */
  use(sources: readonly TableSource[]): void {
    const before = this.#known;
    this.#known = new Map(
      sources.map(each => {
        const key = keyOf(each);
        const { content, failure } = before.get(key) ?? {};
        return [key, withContent({ source: each, key, content, failure: each.failure ?? failure })];
      }),
    );
    this.#entries = undefined;
  }

  /** Reads sources that are others than before; one that cannot be read fails alone. */
  async read(question: ExportsToRead, signal: AbortSignal): Promise<boolean> {
    const changes = question.sources.map(async key => {
      const known = this.#known.get(key);
      if (!known || known.source.failure) return false;
      const now = await this.#readOne(known, question, signal);
      // Meanwhile the table may have become one of others.
      if (!now || this.#known.get(key) !== known) return false;
      this.#known.set(key, withContent(now));
      this.#entries = undefined;
      return true;
    });
    return (await Promise.all(changes)).includes(true);
  }

  async #readOne(
    known: KnownSource,
    place: ExportsToRead,
    signal: AbortSignal,
  ): Promise<KnownSource | undefined> {
    const { source, key, content: before, failure } = known;
    try {
      const content = await readSource(this.#ports, source.place, { ...place, before }, signal);
      if (content) return { source, key, content };
      return failure ? { source, key, content: before } : undefined;
    } catch (thrown) {
      signal.throwIfAborted();
      const error = toDataSyncError(thrown);
      const { code, message } = error;
      if (failure?.code === code && failure.message === message) return undefined;
      const signIn = signInCommand(error);
      return {
        source,
        key,
        failure: { code, message, ...(signIn === undefined ? {} : { signIn }) },
      };
    }
  }

  /** Finds and orders the lines that are wanted; those that are selected are found again. */
  choose({ filter, sort, selected, active }: ChosenExports): ExportsCount {
    const before = this.#chosen;
    const entries = (this.#entries ??= tableEntries(this.#sources));
    this.#chosen = chooseExports(entries, filter, sort);
    const after = rowsAfter(before, this.#chosen);
    return {
      found: this.#chosen.length,
      total: entries.length,
      failed: entries.reduce((sum, { row }) => sum + (row ? 0 : 1), 0),
      pending: this.#chosen.reduce((sum, { row }) => sum + (row && row.pending > 0 ? 1 : 0), 0),
      selected: after.runs(selected),
      active: active === null ? null : after.row(active),
    };
  }

  rows(start: number, end: number): TableRow[] {
    return this.#chosen.slice(start, end).map(describeRow);
  }

  /** Days of the sources with these keys, or of all. */
  days(keys: readonly string[]): CalendarDay[] {
    const wanted = keys.length === 0 ? [...this.#known.values()] : this.#all(keys);
    return calendarDays(
      wanted.map(({ listed, content }) => ({
        name: listed?.name ?? '',
        days: content?.days ?? [],
      })),
    );
  }

  get sources(): readonly ExportSource[] {
    return this.#sources;
  }

  /** undefined where the row is not there any more. */
  async summary(place: number, database: string | undefined): Promise<ExportSummary | undefined> {
    const entry = this.#chosen[place];
    const known = entry && this.#known.get(entry.source.key);
    if (!known) return undefined;
    const counter = entry.row?.counter;
    const { count, failures } =
      counter === undefined
        ? { count: 0, failures: [] }
        : await readFailedLoadsOf(this.#ports.engines, known.content?.ids, {
            ...{ database, counter, most: mostFailures },
          });
    return {
      row: describeRow(entry),
      target: targetOf(entry, known),
      isBucket: isCloudUrl(known.source.place.destination),
      rootUrl: entry.row?.rootUrl ?? null,
      subscription: subscriptionOf(known.content),
      destinationName: known.source.destinationName,
      failures,
      failureCount: count,
    };
  }

  /** What commands do something with; where all exports of a manifest are meant, that is one thing. */
  targets(runs: readonly RowRun[]): ExportTarget[] {
    const bySource = new Map<KnownSource, TableEntry[]>();
    for (const place of rowsIn(runs)) {
      const entry = this.#chosen[place];
      const known = entry && this.#known.get(entry.source.key);
      if (!known) continue;
      const entries = bySource.get(known);
      if (entries) entries.push(entry);
      else bySource.set(known, [entry]);
    }
    return [...bySource].flatMap(([known, entries]) => {
      const targets = entries.map(entry => targetOf(entry, known));
      const [first] = targets;
      const isWhole = targets.length > 1 && targets.length === known.content?.rows.length;
      return isWhole && first
        ? [{ ...first, counter: null, exportId: null, rootUrl: null, isWhole }]
        : targets;
    });
  }

  get #sources(): ExportSource[] {
    return [...this.#known.values()].flatMap(({ listed }) => listed ?? []);
  }

  #all(keys: readonly string[]): KnownSource[] {
    return keys.flatMap(key => this.#known.get(key) ?? []);
  }
}

/** What tells a source apart from the others. */
export function keyOf({ place }: Pick<TableSource, 'place'>): string {
  return `${place.destination}|${place.manifest.path}`;
}

function withContent(known: KnownSource): KnownSource {
  return { ...known, listed: asSource(known) };
}

function targetOf({ row, source }: TableEntry, { source: { place } }: KnownSource): ExportTarget {
  const { counter = null, exportId = null, rootUrl = null } = row ?? {};
  const { name, failure = null } = source;
  return { place, name, counter, exportId, rootUrl, failure };
}

function subscriptionOf(content: SourceContent | undefined): string {
  return content?.subscriptionName ?? content?.ids?.subscription ?? '';
}
