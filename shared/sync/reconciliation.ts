// What a sync did, summed up per application as it comes: a plan may have a million slices.
import { sliceKinds, type SliceKind } from '../plan/slice';
import type { SliceReport, SliceStatus } from './report';
import { countOf, countText, dayText } from '../util/humanText';
import { printable } from '../util/displayWidth';
import { formatTable } from '../util/textTable';
import { inEnglish, type Translate } from '../util/translate';

/** This many lines are named one by one; the JSON answer has all. */
const mostLines = 40;

interface Sums {
  /** The table's name; in the layout of one table per matchable several share a line. */
  table: string;
  readonly byStatus: Map<SliceStatus, number>;
  inserted: number;
  deleted: number;
}

/** Gathers the reports of one sync. */
export class Reconciliation {
  readonly #applications = new Map<string, Map<SliceKind, Sums>>();
  readonly #lines: string[] = [];
  #leftOut = 0;
  #slices = 0;

  /** Slices reported so far. */
  get slices(): number {
    return this.#slices;
  }

  add(reports: readonly SliceReport[]): void {
    for (const report of reports) {
      this.#slices++;
      this.#sum(report);
      const line = lineOf(report);
      if (line === undefined) continue;
      if (this.#lines.length < mostLines) this.#lines.push(line);
      else this.#leftOut++;
    }
  }

  /** For a terminal: a table per application, then what needs attention, one per line; `moreHint` says where the rest is. */
  describe({
    width,
    moreHint,
  }: {
    readonly width?: number | undefined;
    readonly moreHint: string;
  }): string {
    const lines = this.#lines.map(line => `${line}\n`);
    if (this.#leftOut > 0) {
      lines.push(`… and ${countOf(this.#leftOut, 'more slice')}; ${moreHint}\n`);
    }
    return [this.tables(inEnglish, width), lines.join('')].filter(text => text !== '').join('\n');
  }

  /** A table per application; `nameOf` says what people call `<subscription>/<application>`. */
  tables(t: Translate, width: number | undefined, nameOf = (key: string) => key): string {
    return Array.from(
      this.#applications,
      ([key, kinds]) => `${nameOf(key)}\n${tableOf(t, inOrder(kinds), width)}`,
    ).join('\n');
  }

  #sum({ subscription, application, kind, table, status, inserted, deleted }: SliceReport): void {
    const name = `${subscription}/${application}`;
    const kinds = this.#applications.get(name) ?? new Map<SliceKind, Sums>();
    this.#applications.set(name, kinds);
    const sums: Sums = kinds.get(kind) ?? { table, byStatus: new Map(), inserted: 0, deleted: 0 };
    kinds.set(kind, sums);
    if (sums.table !== table) sums.table = `${table.split('/', 1)[0] ?? ''}/…`;
    sums.byStatus.set(status, (sums.byStatus.get(status) ?? 0) + 1);
    sums.inserted += inserted;
    sums.deleted += deleted;
  }
}

/** What people are told of a slice. */
export function statusWord(t: Translate, status: SliceStatus): string {
  switch (status) {
    case 'loaded':
      return t('loaded');
    case 'deleted':
      return t('emptied');
    case 'upToDate':
      return t('up to date');
    case 'superseded':
      return t('superseded');
    case 'loadedFallback':
      return t('older instead');
    case 'loadedWithMismatch':
      return t('mismatched');
    case 'failed':
      return t('failed');
    case 'refused':
      return t('refused');
  }
}

/** The columns of the table, where any slice has that status. */
const statuses: readonly SliceStatus[] = [
  'loaded',
  'loadedWithMismatch',
  'loadedFallback',
  'deleted',
  'superseded',
  'refused',
  'failed',
];

function inOrder(kinds: ReadonlyMap<SliceKind, Sums>): Sums[] {
  return sliceKinds.flatMap(kind => kinds.get(kind) ?? []);
}

function tableOf(t: Translate, sums: readonly Sums[], width: number | undefined): string {
  const shown = statuses.filter(status => sums.some(({ byStatus }) => byStatus.has(status)));
  const columns = [
    { title: t('table') },
    ...shown.map(status => ({ title: statusWord(t, status), align: 'right' as const })),
    { title: t('rows in'), align: 'right' as const },
    { title: t('rows out'), align: 'right' as const },
  ];
  const rows = sums.map(({ table, byStatus, inserted, deleted }) => [
    table,
    ...shown.map(status => countText(byStatus.get(status) ?? 0)),
    countText(inserted),
    countText(deleted),
  ]);
  return formatTable(columns, rows, { width });
}

/** The line of a slice that did not go as the manifest says; undefined for all others. */
function lineOf(report: SliceReport): string | undefined {
  const { status, counter, expected, inFile, error } = report;
  const slice = `${nameOf(report)} (export ${counter})`;
  const why = error ? `${error.code}: ${error.message}` : '';
  switch (status) {
    case 'failed':
      return printable(`failed   ${slice}: ${why}`);
    case 'refused':
      return printable(`refused  ${slice}: ${why}`);
    case 'loadedFallback':
      return printable(`older    ${slice}: loaded in place of a newer export that failed: ${why}`);
    case 'loadedWithMismatch':
      return printable(
        `differs  ${slice}: the manifest promises ${countOf(expected ?? 0, 'row')}, the files hold ${countText(inFile ?? 0)}`,
      );
    case 'loaded':
    case 'deleted':
    case 'upToDate':
    case 'superseded':
      return undefined;
  }
}

function nameOf({ application, table, matchableId, periodId }: SliceReport): string {
  const target = matchableId ?? table;
  return `${application} ${target}${periodId === null ? '' : ` ${dayText(periodId)}`}`;
}
