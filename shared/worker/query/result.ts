// The result of one statement: its rows are copied from the database it asks, then the database is let go.
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Engine, RowCopy } from '../../engine/engine';
import type { SqlJsEngines } from '../../engine/sqlJs/createSqlJsEngines';
import { DataSyncError } from '../../errors';
import type { ContextOf } from '../../protocol/channel';
import type { QueryWorkerRequests, ResultColumn, ResultEnd } from '../../protocol/queryGrid';
import { sqlCells } from '../../rows/sqlCells';
import { ResultTable } from './resultTable';

type RunContext = Pick<ContextOf<QueryWorkerRequests, 'run'>, 'signal' | 'progress'>;

/** The first rows are told when there are so many, or so long after the first. */
const firstRows = 1000;
const firstMillis = 50;
/** Between two looks at messages. */
const sliceMillis = 15;
const progressMillis = 100;

export class Result {
  #columns: readonly ResultColumn[] = [];
  #isCopying = false;
  #isClosed = false;

  private constructor(
    readonly table: ResultTable,
    readonly names: readonly string[],
  ) {}

  /** The empty result of a statement that has columns. */
  static async create(
    engines: SqlJsEngines,
    source: Engine,
    { database, sql }: { readonly database: string; readonly sql: string },
  ): Promise<Result> {
    const names = columnNames(source, sql);
    return new Result(await ResultTable.create(engines, database, names.length), names);
  }

  /** Fills it with the rows of the statement; a cancel keeps those that are there. */
  async copyFrom(source: Engine, sql: string, context: RunContext): Promise<ResultEnd> {
    const started = performance.now();
    const size = () => {
      if (this.#columns.length === 0) this.#columns = this.#judgeColumns();
      const seconds = (performance.now() - started) / 1000;
      return { columns: this.#columns, rowCount: this.table.rowCount, seconds };
    };
    const copy = this.table.copyFrom(source, sql);
    this.#isCopying = true;
    try {
      const isWhole = await this.#copyAll(copy, context.signal, () => context.progress(size()));
      return { ...size(), isWhole };
    } finally {
      copy.finalize();
      this.#isCopying = false;
      if (this.#isClosed) this.table.close();
    }
  }

  /** One that is being filled stops soon, and is closed then. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (!this.#isCopying) this.table.close();
  }

  /** Resolves with false when it was stopped. */
  async #copyAll(copy: RowCopy, signal: AbortSignal, onProgress: () => void): Promise<boolean> {
    if (!copy.step()) return true;
    let report = performance.now() + firstMillis;
    let hasReported = false;
    for (;;) {
      const pause = performance.now() + sliceMillis;
      while (performance.now() < pause) {
        for (let row = 0; row < 16; row++) if (!copy.step()) return true;
      }
      if (performance.now() >= report || (!hasReported && this.table.rowCount >= firstRows)) {
        hasReported = true;
        onProgress();
        report = performance.now() + progressMillis;
      }
      await nextTurn();
      if (signal.aborted || this.#isClosed) return false;
    }
  }

  /** Whether a column is one of numbers is judged by the first rows. */
  #judgeColumns(): ResultColumn[] {
    const rows = this.table.rows(0, 100);
    return this.names.map((name, place) => {
      const values = rows.map(row => row[place] ?? null).filter(value => value !== null);
      const isNumber = values.length > 0 && values.every(value => sqlCells.isNumber(value));
      return { name, isNumber };
    });
  }
}

function columnNames(source: Engine, sql: string): readonly string[] {
  const statement = source.prepare(sql);
  const { columns } = statement;
  statement.finalize();
  if (columns.length > 0) return columns;
  throw new DataSyncError('engine.sql', 'the statement has no rows to show');
}
