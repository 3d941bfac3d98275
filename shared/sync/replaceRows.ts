// How old rows go: whole tables, ranges of rows, one period of a matchable, or the keys that come anew.
import { DataSyncError } from '../errors';
import { quoteName } from '../engine/sql';
import type { SliceKey } from '../plan/slice';
import type { LoadHistory, SliceRecord } from './loadHistory';
import type { Statements } from './statements';
import {
  keyCandidates,
  matchableColumn,
  rowColumn,
  splitMatchable,
  tableOfKind,
} from './tableNames';
import type { Tables } from './tables';

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
   * The rows that the ledger says a slice has. Where the range holds another number of rows, another
   * program has deleted some: then the period and the matchable tell which rows are meant.
   */
  clearSlice(key: SliceKey, table: string, record: SliceRecord | undefined): number {
    const range = record?.rowRange;
    if (!record || !range || !this.tables.exists(table)) return 0;
    const { statements } = this;
    statements.run('SAVEPOINT "range"');
    const deleted = this.#deleteRange(table, range);
    if (deleted !== record.rows) statements.run('ROLLBACK TO "range"');
    statements.run('RELEASE "range"');
    return deleted === record.rows ? deleted : this.#deletePeriod(key, table, record);
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

  /** The rowid of the table's last row; 0 when it is empty or not there. */
  lastRowid(table: string): number {
    if (!this.tables.exists(table)) return 0;
    const sql = `SELECT max(${this.#rowid(table)}) FROM ${quoteName(table)}`;
    return Number(this.statements.value(sql) ?? 0);
  }

  /** The rows up to a rowid. */
  deleteUpTo(table: string, rowid: number): number {
    return this.statements.run(
      `DELETE FROM ${quoteName(table)} WHERE ${this.#rowid(table)} <= ?1`,
      [rowid],
    );
  }

  /**
   * Of the rows with one key only the last stays. Rows up to `rowid` are the old ones, of which a
   * key is known to have one; a missing key counts as a key.
   */
  deleteReplaced(key: SliceKey, table: string, rowid: number): number {
    const column = this.#keyColumn(key, table);
    const row = this.#rowid(table);
    const name = quoteName(table);
    const comes = `SELECT ${column} FROM ${name} WHERE ${row} > ?1`;
    const old = `DELETE FROM ${name} WHERE ${row} <= ?1 AND (${column} IN (${comes})
      OR (${column} IS NULL AND EXISTS (${comes} AND ${column} IS NULL)))`;
    const twice = `DELETE FROM ${name} WHERE ${row} > ?1 AND ${row} NOT IN
      (SELECT max(${row}) FROM ${name} WHERE ${row} > ?1 GROUP BY ${column})`;
    return this.statements.run(old, [rowid]) + this.statements.run(twice, [rowid]);
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

  #deletePeriod(
    { kind, periodId, matchableId }: SliceKey,
    table: string,
    record: SliceRecord,
  ): number {
    const period = this.tables.findColumn(table, ['periodId', 'period_id']);
    if (period === undefined || periodId === null) {
      throw new DataSyncError(
        'sync.rows-lost',
        `table ${table} no longer holds the ${record.rows} rows that were loaded for this slice, and has no ` +
          'column periodId to find the rest by; nothing was changed: restore the table, or sync into another --db folder',
        { table, rows: record.rows },
      );
    }
    const column = quoteName(period);
    const forms = periodForms(periodId);
    const isPeriod = `(substr(${column}, 1, 10) = ?1 OR ${column} IN (?2, ?3, ?4, ?5, ?6))`;
    // A matchable's own table need not say whose rows it holds, or may say it in some rows only.
    if (matchableId === null || table !== tableOfKind(kind, 'consolidated')) {
      return this.statements.run(`DELETE FROM ${quoteName(table)} WHERE ${isPeriod}`, forms);
    }
    return this.statements.run(
      `DELETE FROM ${quoteName(table)} WHERE ${isPeriod} AND ${quoteName(matchableColumn)} = ?7`,
      [...forms, splitMatchable(matchableId).id],
    );
  }

  #keyColumn(key: SliceKey, table: string): string {
    const candidates = keyCandidates(key);
    const found = this.tables.findColumn(table, candidates);
    if (found !== undefined) return quoteName(found);
    throw new DataSyncError(
      'sync.no-key',
      `table ${table} has none of the columns ${candidates.join(', ')} to tell its rows apart by, so that ` +
        'new rows cannot replace old ones; nothing was changed' +
        (key.kind === 'accounts' || key.kind === 'visitors'
          ? ''
          : ': --definitions replace replaces the whole table'),
      { table, candidates },
    );
  }

  /** A column may be called `rowid` itself. */
  #rowid(table: string): string {
    const free = ['rowid', '_rowid_', 'oid'].find(
      name => this.tables.findColumn(table, [name]) === undefined,
    );
    return free ?? 'rowid';
  }
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
