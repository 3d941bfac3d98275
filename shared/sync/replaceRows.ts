// How old rows go: whole tables, ranges of rows, one period of a matchable, or the keys that come anew.
import { foldCase } from '../columns/columns';
import type { SqlValue } from '../engine/engine';
import { quoteName } from '../engine/sql';
import { DataSyncError } from '../errors';
import type { SliceKey } from '../plan/slice';
import type { LoadHistory, ReplaceableSlice } from './loadHistory';
import type { Statements } from './statements';
import {
  keyCandidates,
  matchableColumn,
  rowColumn,
  splitMatchable,
  tableOfKind,
} from './tableNames';
import type { Tables } from './tables';

/** What a table held before new rows came. */
export interface OldRows {
  /** The rowid of the last one; 0 when there is none. */
  readonly last: number;
  /** The column that tells them apart; undefined when they have none. */
  readonly key: string | undefined;
}

/** Deletes rows for slices; every call belongs into the savepoint of its slice. */
export class RowReplacer {
  constructor(
    readonly statements: Statements,
    readonly tables: Tables,
    readonly history: LoadHistory,
  ) {}

  /** All rows of a table, which need not exist. */
  clearTable(table: string): number {
    if (!this.tables.exists(table)) return 0;
    return this.statements.run(`DELETE FROM ${quoteName(table)}`);
  }

  /**
   * The rows that the ledger says a slice has. Where the range holds another number of rows, or rows of
   * somebody else, the period and the matchable tell which rows are meant.
   */
  clearSlice(key: SliceKey, table: string, record: ReplaceableSlice | undefined): number {
    const range = record?.rowRange;
    if (!record || !range || !this.tables.exists(table)) return 0;
    const words = this.#wordsOf(key, table);
    if (words && record.isTold && !this.#tells(table, range.last, words)) {
      return this.#deleteTold(table, words);
    }
    const { statements } = this;
    statements.run('SAVEPOINT "range"');
    const deleted = this.#deleteRange(table, range);
    if (deleted !== record.rows) statements.run('ROLLBACK TO "range"');
    statements.run('RELEASE "range"');
    if (deleted === record.rows) return deleted;
    if (!words) throw rowsGone(table, record.rows);
    return this.#deleteTold(table, words);
  }

  /** Number of the next row: above all rows of the table and all that the ledger ever gave out. */
  nextRow(table: string): number {
    const sql = `SELECT max(${quoteName(rowColumn)}) FROM ${quoteName(table)}`;
    const inTable = Number(this.statements.value(sql) ?? 0);
    return Math.max(inTable, this.history.lastRow(table), 0) + 1;
  }

  countRows(table: string): number {
    if (!this.tables.exists(table)) return 0;
    return Number(this.statements.value(`SELECT count(*) FROM ${quoteName(table)}`));
  }

  /** The rows of a table before others come; it need not exist. */
  oldRows(key: SliceKey, table: string): OldRows {
    if (!this.tables.exists(table)) return { last: 0, key: undefined };
    const sql = `SELECT max(${this.#rowid(table)}) FROM ${quoteName(table)}`;
    const last = Number(this.statements.value(sql) ?? 0);
    return { last, key: this.tables.findColumn(table, keyCandidates(key)) };
  }

  /** The rows up to a rowid. */
  deleteUpTo(table: string, rowid: number): number {
    return this.statements.run(
      `DELETE FROM ${quoteName(table)} WHERE ${this.#rowid(table)} <= ?1`,
      [rowid],
    );
  }

  /**
   * Of the rows with one key only the last stays; of the old ones a key is known to have one. Nothing tells rows without
   * a key apart: all new ones stay, and take the place of all old ones. `columns` are those that the new rows fill.
   */
  deleteReplaced(key: SliceKey, table: string, old: OldRows, columns: readonly string[]): number {
    const column = quoteName(keyColumn(key, table, old, columns));
    const { last } = old;
    const row = this.#rowid(table);
    const name = quoteName(table);
    const comes = `SELECT ${column} FROM ${name} WHERE ${row} > ?1`;
    const replaced = `DELETE FROM ${name} WHERE ${row} <= ?1 AND (${column} IN (${comes})
      OR (${column} IS NULL AND EXISTS (${comes} AND ${column} IS NULL)))`;
    const twice = `DELETE FROM ${name} WHERE ${row} > ?1 AND ${column} IS NOT NULL AND ${row} NOT IN
      (SELECT max(${row}) FROM ${name} WHERE ${row} > ?1 GROUP BY ${column})`;
    return this.statements.run(replaced, [last]) + this.statements.run(twice, [last]);
  }

  /** How many new rows have no key. */
  countKeyless(key: SliceKey, table: string, { last }: OldRows): number {
    const column = this.tables.findColumn(table, keyCandidates(key));
    if (column === undefined) return 0;
    const sql = `SELECT count(*) FROM ${quoteName(table)} WHERE ${this.#rowid(table)} > ?1 AND ${quoteName(column)} IS NULL`;
    return Number(this.statements.value(sql, [last]));
  }

  #deleteRange(table: string, { first, last }: { first: number; last: number }): number {
    const name = quoteName(table);
    const row = quoteName(rowColumn);
    const [bounds] = this.statements
      .get(`SELECT (SELECT min(${row}) FROM ${name}), (SELECT max(${row}) FROM ${name})`)
      .iterate();
    const [lowest, highest] = [Number(bounds?.[0] ?? 0), Number(bounds?.[1] ?? 0)];
    // Without a condition SQLite drops whole pages instead of looking at rows.
    if (lowest >= first && highest <= last) return this.statements.run(`DELETE FROM ${name}`);
    return this.statements.run(`DELETE FROM ${name} WHERE ${row} BETWEEN ? AND ?`, [first, last]);
  }

  /**
   * Whether the last row of a slice says that it belongs to it. Where it once did and no longer does, rows in the range
   * are somebody else's: SQLite gives a new row the number after the highest, so who got one got those behind it too.
   */
  tellsSlice(key: SliceKey, table: string, last: number): boolean {
    const words = this.#wordsOf(key, table);
    return words !== undefined && this.#tells(table, last, words);
  }

  #tells(table: string, row: number, { column, forms, matchable }: SliceWords): boolean {
    const columns = matchable === undefined ? [column] : [column, matchableColumn];
    const [values] = this.statements
      .get(
        `SELECT ${columns.map(quoteName).join(', ')} FROM ${quoteName(table)} WHERE ${quoteName(rowColumn)} = ?`,
      )
      .iterate([row]);
    const [period, id] = (values ?? []).map(String);
    if (period === undefined || (matchable !== undefined && id !== matchable)) return false;
    return forms.some(form => String(form) === period) || period.slice(0, 10) === forms[0];
  }

  #deleteTold(table: string, { column, forms, matchable }: SliceWords): number {
    const period = quoteName(column);
    const isPeriod = `(substr(${period}, 1, 10) = ?1 OR ${period} IN (?2, ?3, ?4, ?5, ?6))`;
    const isMatchable = matchable === undefined ? '' : ` AND ${quoteName(matchableColumn)} = ?7`;
    return this.statements.run(
      `DELETE FROM ${quoteName(table)} WHERE ${isPeriod}${isMatchable}`,
      matchable === undefined ? forms : [...forms, matchable],
    );
  }

  /** undefined where the table does not say which period a row belongs to. */
  #wordsOf({ kind, periodId, matchableId }: SliceKey, table: string): SliceWords | undefined {
    const column = this.tables.findColumn(table, ['periodId', 'period_id']);
    if (column === undefined || periodId === null) return undefined;
    // A matchable's own table need not say whose rows it holds, or may say it in some rows only.
    const isShared = matchableId !== null && table === tableOfKind(kind, 'consolidated');
    const matchable = isShared ? splitMatchable(matchableId).id : undefined;
    return { column, forms: periodForms(periodId), matchable };
  }

  /** A column may be called `rowid` itself. */
  #rowid(table: string): string {
    const free = ['rowid', '_rowid_', 'oid'].find(
      name => this.tables.findColumn(table, [name]) === undefined,
    );
    return free ?? 'rowid';
  }
}

/** How the rows of a slice say that they belong to it. */
interface SliceWords {
  /** Of the period. */
  readonly column: string;
  readonly forms: readonly SqlValue[];
  /** What the matchable's column says; undefined where it need not say anything. */
  readonly matchable: string | undefined;
}

function rowsGone(table: string, rows: number): DataSyncError {
  return new DataSyncError(
    'sync.rows-lost',
    `table ${table} no longer holds the ${rows} rows that were loaded for this slice, and has no ` +
      'column periodId to find the rest by; nothing was changed: restore the table, or sync into another --db folder',
    { table, rows },
  );
}

/** The column by which both old and new rows are told apart: by any other, rows would be lost or stay twice. */
function keyColumn(key: SliceKey, table: string, old: OldRows, columns: readonly string[]): string {
  const candidates = keyCandidates(key);
  const names = new Map(columns.map(name => [foldCase(name), name]));
  const found = names.get(candidates.map(foldCase).find(name => names.has(name)) ?? '');
  if (found !== undefined && (old.last === 0 || found === old.key)) return found;
  const inTable = old.last > 0 ? `the rows of table ${table} by ${old.key ?? 'none'}` : '';
  const inFiles = `the new rows by ${found ?? 'none'}`;
  throw new DataSyncError(
    'sync.no-key',
    `table ${table}: rows are told apart by ${candidates.join(', ')}; ${inTable}${inTable && ', '}${inFiles} ` +
      'of these, so that new rows cannot replace old ones; nothing was changed: ' +
      (key.kind === 'accounts' || key.kind === 'visitors'
        ? 'sync into another --db folder'
        : '--definitions replace replaces the whole table'),
    { table, candidates },
  );
}

/** A period as a column may hold it: the date; days, seconds, milli-, micro- and nanoseconds since 1970. */
function periodForms(periodId: string): (string | bigint)[] {
  const millis = BigInt(Date.parse(periodId));
  return [
    periodId.slice(0, 10),
    millis / 86400000n,
    millis / 1000n,
    millis,
    millis * 1000n,
    millis * 1000000n,
  ];
}
