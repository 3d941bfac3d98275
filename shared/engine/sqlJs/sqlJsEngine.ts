import { DataSyncError } from '../../errors';
import type {
  BulkStatement,
  Engine,
  PageSource,
  QueryResult,
  RowCopy,
  SqlValue,
  Statement,
} from '../engine';
import { quoteName } from '../sql';
import type { Connection } from './connection';
import type { MemoryStorage } from './memoryStorage';
import { SqlJsRowCopy } from './rowCopy';
import { prepareSqlJsBulk } from './sqlJsBulkStatement';
import { prepare, SqlJsStatement } from './sqlJsStatement';
import { addTextFunction } from './textFunction';

/** One connection of sql.js as an Engine. */
export class SqlJsEngine implements Engine {
  readonly #connection: Connection;
  #inTransaction = false;
  #closed = false;

  /** Set when the file lives in memory and is to be written as a whole. */
  readonly #storage: MemoryStorage | undefined;

  constructor(connection: Connection, storage?: MemoryStorage) {
    this.#connection = connection;
    this.#storage = storage;
  }

  run(sql: string, params: readonly SqlValue[] = []): number {
    if (params.length === 0) return this.#execute(sql);
    return this.#withStatement(sql, statement => statement.run(params));
  }

  query(sql: string, params: readonly SqlValue[] = []): QueryResult {
    return this.#withStatement(sql, statement => ({
      columns: statement.columns,
      rows: [...statement.iterate(params)],
    }));
  }

  prepare(sql: string): Statement {
    return new SqlJsStatement(this.#open(), sql);
  }

  prepareBulk(sql: string): BulkStatement {
    return prepareSqlJsBulk(this.#open(), sql);
  }

  prepareCopy(sql: string, target: Engine, table: string): RowCopy {
    if (!(target instanceof SqlJsEngine)) {
      throw new DataSyncError('internal', 'rows are copied between engines of one kind');
    }
    const connection = this.#open();
    const statement = prepare(connection, sql);
    const columns = connection.sqlJs.module._sqlite3_column_count(statement);
    return new SqlJsRowCopy([connection, statement, columns], [target.#open(), table]);
  }

  addTextFunction(name: string, body: (text: string) => string): void {
    addTextFunction(this.#open(), name, body);
  }

  stoppable<T>(isStopped: () => boolean, body: () => T): T {
    const connection = this.#open();
    const { context } = connection;
    context.isStopped = isStopped;
    connection.sqlJs.interrupts?.watch(connection.handle);
    try {
      return body();
    } finally {
      context.isStopped = undefined;
      if (!this.#closed) connection.sqlJs.interrupts?.leave(connection.handle);
    }
  }

  attach(file: string, name: string): void {
    this.#open().context.allow(file);
    if (this.#storage) {
      this.#execute(`ATTACH ':memory:' AS ${quoteName(name)}`);
      return this.#storage.fill(name, file);
    }
    this.#withStatement(`ATTACH ? AS ${quoteName(name)}`, statement => statement.run([file]));
  }

  attachPages(name: string, pages: PageSource): boolean {
    const { sqlJs, context } = this.#open();
    if (!sqlJs.vfs) return false;
    const file = `${name}.pages`;
    context.pages.set(file, pages);
    this.#withStatement(`ATTACH ? AS ${quoteName(name)}`, statement => statement.run([file]));
    // The first page, which stays the same, takes the only place in this cache while a transaction is open:
    // no other is kept beyond the statement that reads it, so that the next one sees it anew.
    this.#execute(`PRAGMA ${quoteName(name)}.cache_size=1`);
    return true;
  }

  detach(name: string): void {
    this.#execute(`DETACH ${quoteName(name)}`);
    this.#open().context.pages.delete(`${name}.pages`);
  }

  async transaction<T>(body: () => Promise<T>): Promise<T> {
    if (this.#inTransaction) {
      throw new DataSyncError('internal', 'a transaction inside a transaction');
    }
    this.#execute('BEGIN IMMEDIATE');
    this.#inTransaction = true;
    try {
      const result = await body();
      this.#execute('COMMIT');
      this.#storage?.save();
      return result;
    } catch (error) {
      this.#rollBack();
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.enter();
    if (!this.#storage) {
      this.#connection.sqlJs.module._sqlite3_close_v2(this.#connection.handle);
      return;
    }
    try {
      this.#storage.save();
    } finally {
      this.#storage.close();
    }
  }

  #open(): Connection {
    if (this.#closed) throw new DataSyncError('internal', 'the database is closed');
    return this.#connection;
  }

  #execute(sql: string): number {
    const connection = this.#open();
    const { module, heap } = connection.sqlJs;
    connection.enter();
    const code = heap.withText(sql, pointer =>
      module._sqlite3_exec(connection.handle, pointer, 0, 0, 0),
    );
    connection.check(code);
    return module._sqlite3_changes(connection.handle);
  }

  /** SQLite may have rolled back by itself, after a full disk for instance; then there is nothing to do. */
  #rollBack(): void {
    if (this.#closed) return;
    try {
      this.#execute('ROLLBACK');
    } catch (error) {
      if (!(error instanceof DataSyncError)) throw error;
    }
  }

  #withStatement<T>(sql: string, use: (statement: SqlJsStatement) => T): T {
    const statement = new SqlJsStatement(this.#open(), sql);
    try {
      return use(statement);
    } finally {
      statement.finalize();
    }
  }
}
