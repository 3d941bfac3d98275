// The rows of a result: a table without a name in the file system, in a database of its own, so that the
// database that was asked can be closed, and nothing in a statement can reach it.
import type { Engine, RowCopy, SqlValue, Statement } from '../../engine/engine';
import type { SqlJsEngines } from '../../engine/sqlJs/createSqlJsEngines';
import { DataSyncError } from '../../errors';

const table = 'result';

/** Kibibytes of page cache of each result: rows come in order, and a page of the grid is a page or two of the table. */
const cacheKibibytes = 2048;

export class ResultTable {
  readonly #engine: Engine;
  readonly #range: Statement;
  #isClosed = false;
  rowCount = 0;

  private constructor(engine: Engine) {
    this.#engine = engine;
    // Rows come at numbers 1, 2, 3, …
    this.#range = engine.prepare(`SELECT * FROM ${table} WHERE rowid > ? AND rowid <= ?`);
  }

  /** An empty table; its columns have no type, so that values stay what they are. */
  static async create(
    engines: SqlJsEngines,
    folder: string,
    columns: number,
  ): Promise<ResultTable> {
    const engine = await engines.open({ mode: 'readOnly', folder });
    try {
      const names = Array.from({ length: columns }, (_, place) => `c${place}`);
      // Nothing of it outlives the connection: a journal would only cost.
      engine.run(`PRAGMA temp.journal_mode=OFF; PRAGMA temp.cache_size=-${cacheKibibytes}`);
      engine.run(`CREATE TEMP TABLE ${table}(${names.join()}); BEGIN`);
      return new ResultTable(engine);
    } catch (error) {
      engine.close();
      throw error;
    }
  }

  /** A statement of another engine whose rows go in here. */
  copyFrom(source: Engine, sql: string): RowCopy {
    const copy = source.prepareCopy(sql, this.#engine, table);
    return {
      step: () => {
        const isRow = copy.step();
        if (isRow) this.rowCount++;
        return isRow;
      },
      finalize: () => copy.finalize(),
    };
  }

  /** Rows by their place, half-open; fewer where there are no more. */
  rows(start: number, end: number): SqlValue[][] {
    // Whoever writes a file of them may meet the end of the result.
    if (this.#isClosed) throw new DataSyncError('query.closed', 'the result was closed meanwhile');
    return [...this.#range.iterate([start, end])];
  }

  close(): void {
    this.#isClosed = true;
    this.#range.finalize();
    this.#engine.close();
  }
}
