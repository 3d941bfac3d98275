// Rows of a statement → a table of another connection, cell by cell inside SQLite's memory: no JavaScript values between.
import type { RowCopy } from '../engine';
import { quoteName } from '../sql';
import type { Connection } from './connection';
import { columnType, sqliteDone, sqliteRow } from './resultCodes';
import { prepare } from './sqlJsStatement';

/** SQLite reads bytes in place: they stay there until the source's next step. */
const inPlace = 0;

/** Copies the rows of `source`, a prepared statement with `columns` columns, when it is told to. */
export class SqlJsRowCopy implements RowCopy {
  readonly #source: Connection;
  readonly #target: Connection;
  readonly #statement: number;
  readonly #table: string;
  readonly #columns: number;
  /** Columns that have held integers beyond 32 bits, which cross as text: the parameter that says so, from 1. */
  readonly #flags: number[];
  #insert: number;

  constructor(
    [source, statement, columns]: readonly [Connection, number, number],
    [target, table]: readonly [Connection, string],
  ) {
    this.#source = source;
    this.#target = target;
    this.#statement = statement;
    this.#table = table;
    this.#columns = columns;
    this.#flags = Array.from({ length: columns }, () => 0);
    this.#insert = this.#prepare();
  }

  step(): boolean {
    const { module } = this.#source.sqlJs;
    this.#source.enter();
    const code = module._sqlite3_step(this.#statement);
    if (code === sqliteDone) return false;
    if (code !== sqliteRow) throw this.#source.error(code);
    for (let column = 0; column < this.#columns; column++) this.#bind(column);
    this.#target.enter();
    const inserted = module._sqlite3_step(this.#insert);
    const error = inserted === sqliteDone ? undefined : this.#target.error(inserted);
    module._sqlite3_reset(this.#insert);
    if (error) throw error;
    return true;
  }

  finalize(): void {
    const { module } = this.#source.sqlJs;
    this.#target.enter();
    module._sqlite3_finalize(this.#insert);
    this.#source.enter();
    module._sqlite3_finalize(this.#statement);
  }

  #bind(column: number): void {
    const { module } = this.#source.sqlJs;
    const from = this.#statement;
    const param = column + 1;
    const flag = this.#flags[column] ?? 0;
    if (flag > 0) module._sqlite3_bind_int(this.#insert, flag, 0);
    switch (module._sqlite3_column_type(from, column)) {
      case columnType.null:
        module._sqlite3_bind_blob(this.#insert, param, 0, 0, inPlace);
        return;
      case columnType.real:
        module._sqlite3_bind_double(
          this.#insert,
          param,
          module._sqlite3_column_double(from, column),
        );
        return;
      case columnType.integer: {
        const value = module._sqlite3_column_double(from, column);
        if (value === (value | 0)) module._sqlite3_bind_int(this.#insert, param, value);
        else this.#bindLong(column);
        return;
      }
      case columnType.blob: {
        // An empty blob has no place of its own; at place 0 it would be NULL.
        const pointer = module._sqlite3_column_blob(from, column) || from;
        const bytes = module._sqlite3_column_bytes(from, column);
        module._sqlite3_bind_blob(this.#insert, param, pointer, bytes, inPlace);
        return;
      }
      default:
        this.#bindText(column);
    }
  }

  #bindText(column: number): void {
    const { module } = this.#source.sqlJs;
    const pointer = module._sqlite3_column_text(this.#statement, column);
    const bytes = module._sqlite3_column_bytes(this.#statement, column);
    module._sqlite3_bind_text(this.#insert, column + 1, pointer, bytes, inPlace);
  }

  #bindLong(column: number): void {
    const { module } = this.#source.sqlJs;
    if (this.#flags[column] === 0) {
      this.#flags[column] = this.#columns + this.#flags.filter(flag => flag > 0).length + 1;
      this.#target.enter();
      module._sqlite3_finalize(this.#insert);
      this.#insert = this.#prepare();
      // The new statement has nothing bound yet.
      for (let before = 0; before < column; before++) this.#bind(before);
    }
    module._sqlite3_bind_int(this.#insert, this.#flags[column] ?? 0, 1);
    this.#bindText(column);
  }

  #prepare(): number {
    const values = this.#flags.map((flag, column) =>
      flag === 0
        ? `?${column + 1}`
        : `iif(?${flag}, CAST(?${column + 1} AS INTEGER), ?${column + 1})`,
    );
    return prepare(this.#target, `INSERT INTO ${quoteName(this.#table)} VALUES (${values.join()})`);
  }
}
