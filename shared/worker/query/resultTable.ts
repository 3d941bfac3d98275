// The rows of a result: a table without a name in the file system, in a database of its own, so that the
// database that was asked can be closed, and nothing in a statement can reach it.
import type { Engine, RowCopy, SqlValue, Statement } from '../../engine/engine';
import type { SqlJsEngines } from '../../engine/sqlJs/createSqlJsEngines';
import { DataSyncError } from '../../errors';
import { finishInTurns, type Steps } from '../../util/steps';
import { addConditionFunctions } from './conditionSql';

/** What the table is called in SQL over it; its columns are `c0`, `c1`, … */
export const resultName = 'result';

/** Kibibytes of page cache of each result: rows come in order, and a page of the grid is a page or two of the table. */
const cacheKibibytes = 2048;
/** Of the page cache that a sort takes its size from: it orders so much in one operation, which nothing can stop. */
export const sortKibibytes = 4096;

/** Whoever wants some work done, and may think better of it. */
export interface Cancellable {
  readonly signal: AbortSignal;
  isCancelled(): boolean;
}

export class ResultTable {
  readonly #engine: Engine;
  readonly #range: Statement;
  readonly #row: Statement;
  #isClosed = false;
  rowCount = 0;

  private constructor(engine: Engine) {
    this.#engine = engine;
    // Rows come at numbers 1, 2, 3, …
    this.#range = engine.prepare(`SELECT * FROM ${resultName} WHERE rowid > ? AND rowid <= ?`);
    this.#row = engine.prepare(`SELECT * FROM ${resultName} WHERE rowid = ?`);
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
      engine.run(`PRAGMA temp.journal_mode=OFF; PRAGMA temp.cache_size=-${cacheKibibytes};
        PRAGMA main.cache_size=-${sortKibibytes}`);
      addConditionFunctions(engine);
      engine.run(`CREATE TEMP TABLE ${resultName}(${names.join()}); BEGIN`);
      return new ResultTable(engine);
    } catch (error) {
      engine.close();
      throw error;
    }
  }

  /** A statement of another engine whose rows go in here. */
  copyFrom(source: Engine, sql: string): RowCopy {
    const copy = source.prepareCopy(sql, this.#engine, resultName);
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
    this.#checkOpen();
    return [...this.#range.iterate([start, end])];
  }

  /** Rows by their numbers, which count from 1. */
  rowsAt(numbers: Uint32Array): SqlValue[][] {
    this.#checkOpen();
    return [...numbers].flatMap(number => [...this.#row.iterate([number])]);
  }

  /** A statement over the table; the caller finalizes it. */
  prepare(sql: string): Statement {
    this.#checkOpen();
    return this.#engine.prepare(sql);
  }

  /** Does work that reads the table in turns with others. It ends soon after it is cancelled, also inside of a step. */
  async inTurns<T>(steps: Steps<T>, asked: Cancellable): Promise<T> {
    const engine = this.#engine;
    const isCancelled = () => asked.isCancelled();
    function* stoppable(): Steps<T> {
      const work: Iterator<void, T> = steps;
      try {
        for (;;) {
          const { done, value } = engine.stoppable(isCancelled, () => steps.next());
          if (done) return value;
          yield;
        }
      } finally {
        work.return?.();
      }
    }
    const all = stoppable();
    const outer: Iterator<void, T> = all;
    try {
      return await finishInTurns(all, asked.signal);
    } finally {
      // What was cancelled between two turns still has its statements.
      outer.return?.();
    }
  }

  /** Whoever writes a file of the rows may meet the end of the result. */
  #checkOpen(): void {
    if (this.#isClosed) throw new DataSyncError('query.closed', 'the result was closed meanwhile');
  }

  close(): void {
    this.#isClosed = true;
    this.#row.finalize();
    this.#range.finalize();
    this.#engine.close();
  }
}
