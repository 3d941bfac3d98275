import { DataSyncError } from '../../errors';
import type { SqlValue, Statement } from '../engine';
import { castParameters } from './castParameters';
import type { Connection } from './connection';
import { sqliteDone, sqliteOk, sqliteRow } from './resultCodes';
import { bindValue, isLongInteger, readColumn } from './values';

const numbersAtOnce = 4096;

/** Compiles one statement. Throws `engine.sql` when the text holds none, or more than one. */
export function prepare(connection: Connection, sql: string): number {
  const { statement, rest } = prepareFirst(connection, sql);
  if (statement === 0) throw new DataSyncError('engine.sql', 'there is no statement in the SQL');
  if (rest.trim() !== '' && holdsStatement(connection, rest)) {
    connection.sqlJs.module._sqlite3_finalize(statement);
    throw new DataSyncError('engine.sql', 'one statement at a time: there is SQL behind the first');
  }
  return statement;
}

/** A prepared statement of sql.js. */
export class SqlJsStatement implements Statement {
  readonly columns: readonly string[];
  readonly #connection: Connection;
  readonly #sql: string;
  readonly #statement: number;
  /** The same statement with casts, by the parameters that hold long integers. */
  readonly #variants = new Map<string, number>();

  constructor(connection: Connection, sql: string) {
    this.#connection = connection;
    this.#sql = sql;
    this.#statement = prepare(connection, sql);
    const { module, heap } = connection.sqlJs;
    this.columns = Array.from(
      { length: module._sqlite3_column_count(this.#statement) },
      (_, index) => heap.cString(module._sqlite3_column_name(this.#statement, index)),
    );
  }

  run(params: readonly SqlValue[] = []): number {
    const { module } = this.#connection.sqlJs;
    const statement = this.#bound(params);
    try {
      while (this.#step(statement));
      return module._sqlite3_changes(this.#connection.handle);
    } finally {
      this.#release(statement);
    }
  }

  *iterate(params: readonly SqlValue[] = []): IterableIterator<SqlValue[]> {
    const { sqlJs } = this.#connection;
    const statement = this.#bound(params);
    try {
      while (this.#step(statement)) {
        yield this.columns.map((_, column) => readColumn(sqlJs, statement, column));
      }
    } finally {
      this.#release(statement);
    }
  }

  *numbers(params: readonly SqlValue[] = []): IterableIterator<Uint32Array> {
    const { module } = this.#connection.sqlJs;
    const statement = this.#bound(params);
    const batch = new Uint32Array(numbersAtOnce);
    try {
      for (let isMore = true; isMore;) {
        let count = 0;
        while (count < batch.length && (isMore = this.#step(statement))) {
          batch[count++] = module._sqlite3_column_double(statement, 0);
        }
        if (count > 0) yield batch.subarray(0, count);
      }
    } finally {
      this.#release(statement);
    }
  }

  finalize(): void {
    this.#connection.enter();
    for (const statement of [this.#statement, ...this.#variants.values()]) {
      this.#connection.sqlJs.module._sqlite3_finalize(statement);
    }
    this.#variants.clear();
  }

  #step(statement: number): boolean {
    this.#connection.enter();
    const code = this.#connection.sqlJs.module._sqlite3_step(statement);
    if (code !== sqliteRow && code !== sqliteDone) throw this.#connection.error(code);
    return code === sqliteRow;
  }

  #bound(params: readonly SqlValue[]): number {
    const statement = this.#variantFor(params);
    this.#connection.enter();
    params.forEach((value, index) => {
      const code = bindValue(this.#connection.sqlJs, statement, index + 1, value);
      if (code !== sqliteOk) {
        this.#release(statement);
        throw new DataSyncError('engine.sql', `the SQL has fewer than ${index + 1} parameters`);
      }
    });
    return statement;
  }

  #variantFor(params: readonly SqlValue[]): number {
    const long = params.flatMap((value, index) => (isLongInteger(value) ? [index + 1] : []));
    if (long.length === 0) return this.#statement;
    const key = long.join();
    const variant =
      this.#variants.get(key) ??
      prepare(this.#connection, castParameters(this.#sql, new Set(long)));
    this.#variants.set(key, variant);
    return variant;
  }

  /** A statement that is not reset holds its locks. */
  #release(statement: number): void {
    const { module } = this.#connection.sqlJs;
    if (this.#connection.sqlJs.vfs) this.#connection.sqlJs.vfs.current = this.#connection.context;
    module._sqlite3_reset(statement);
    module._sqlite3_clear_bindings(statement);
  }
}

function prepareFirst(
  connection: Connection,
  sql: string,
): { readonly statement: number; readonly rest: string } {
  const { module, heap } = connection.sqlJs;
  connection.enter();
  const out = heap.alloc(8);
  try {
    return heap.withText(sql, (pointer, bytes) => {
      const code = module._sqlite3_prepare_v2(connection.handle, pointer, bytes + 1, out, out + 4);
      connection.check(code);
      const tail = heap.view().getUint32(out + 4, true);
      return {
        statement: heap.view().getUint32(out, true),
        rest: heap.text(tail, pointer + bytes - tail),
      };
    });
  } finally {
    heap.free(out);
  }
}

function holdsStatement(connection: Connection, sql: string): boolean {
  const { statement } = prepareFirst(connection, sql);
  connection.sqlJs.module._sqlite3_finalize(statement);
  return statement !== 0;
}
