// The result of one statement: its rows are copied from the database it asks, then the database is let go. What is shown of it
// is all of them as they came, or those of a filter, in an order.
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Engine, RowCopy, SqlValue } from '../../engine/engine';
import type { SqlJsEngines } from '../../engine/sqlJs/createSqlJsEngines';
import { DataSyncError } from '../../errors';
import type { ContextOf } from '../../protocol/channel';
import type {
  ArrangedRows,
  Arrangement,
  QueryWorkerRequests,
  ResultColumn,
  ResultEnd,
} from '../../protocol/queryGrid';
import type { Steps } from '../../util/steps';
import { untilAborted } from '../../util/untilAborted';
import { arrangeRows } from './arrangeRows';
import { conditionSql } from './conditionSql';
import { judgeColumns } from './judgeColumns';
import { ResultTable, type Cancellable } from './resultTable';
import { RowList } from './rowList';

type RunContext = ContextOf<QueryWorkerRequests, 'run'>;
type ArrangeContext = ContextOf<QueryWorkerRequests, 'arrange'>;

/** The first rows are told when there are so many, or so long after the first. */
const firstRows = 1000;
const firstMillis = 50;
/** Between two looks at messages. */
const sliceMillis = 15;
const progressMillis = 100;
const everyRow = 'true';

/** The rows that are shown, where these are not all as they came. */
interface View {
  readonly number: number;
  readonly list: RowList;
  readonly where: string;
}

export class Result {
  #columns: readonly ResultColumn[] = [];
  #view: View | undefined;
  #views = 0;
  /** Who works on the table, which is closed behind the last. */
  #users = 0;
  #isClosed = false;
  /** Resolves when no more rows come. */
  #ended: Promise<unknown> = Promise.resolve();

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

  get columns(): readonly ResultColumn[] {
    if (this.#columns.length === 0) {
      this.#columns = judgeColumns(this.names, this.table.rows(0, 100));
    }
    return this.#columns;
  }

  /** Fills it with the rows of the statement; a cancel keeps those that are there. */
  async copyFrom(source: Engine, sql: string, context: RunContext): Promise<ResultEnd> {
    const started = performance.now();
    const size = () => {
      const seconds = (performance.now() - started) / 1000;
      return { columns: this.columns, rowCount: this.table.rowCount, seconds };
    };
    const copy = this.table.copyFrom(source, sql);
    const work = this.#use(async () => {
      try {
        const progress = () => context.progress(size());
        const isWhole = await this.#copyAll(source, copy, { context, progress });
        return { ...size(), isWhole };
      } finally {
        copy.finalize();
      }
    });
    this.#ended = work.catch(() => undefined);
    return work;
  }

  /** Another filter or order; what was shown before stays until it is there. */
  async arrange(
    { conditions, order }: Arrangement,
    context: Pick<ArrangeContext, 'signal' | 'isCancelled' | 'progress'>,
  ): Promise<ArrangedRows> {
    await untilAborted(this.#ended, context.signal);
    const where = conditionSql(conditions, this.columns);
    if (conditions.length === 0 && !order) {
      this.#show(undefined);
      return { view: 0, rowCount: this.table.rowCount };
    }
    const list = new RowList();
    try {
      const onProgress = context.progress.bind(context);
      await this.work(arrangeRows(this.table, { where, order, list, onProgress }), context);
    } catch (error) {
      list.close();
      throw error;
    }
    const number = ++this.#views;
    this.#show({ number, list, where });
    return { view: number, rowCount: list.length };
  }

  /** How many rows a view has. */
  rowCount(view: number): number {
    return this.#viewOf(view)?.list.length ?? this.table.rowCount;
  }

  /** Rows of a view by their place, half-open; fewer where there are no more. */
  rows(view: number, start: number, end: number): SqlValue[][] {
    const list = this.#viewOf(view)?.list;
    return list ? this.table.rowsAt(list.slice(start, end)) : this.table.rows(start, end);
  }

  /** SQL that is true for the rows of a view. */
  where(view: number): string {
    return this.#viewOf(view)?.where ?? everyRow;
  }

  /** Does work over the table in turns with others, until it is cancelled or the result is closed. */
  work<T>(steps: Steps<T>, asked: Cancellable): Promise<T> {
    const isCancelled = () => this.#isClosed || asked.isCancelled();
    return this.#use(() => this.table.inTurns(steps, { signal: asked.signal, isCancelled }));
  }

  /** What works on it stops soon; then it is closed. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#users === 0) this.#end();
  }

  async #use<T>(work: () => Promise<T>): Promise<T> {
    this.#users++;
    try {
      return await work();
    } finally {
      this.#users--;
      if (this.#isClosed && this.#users === 0) this.#end();
    }
  }

  #end(): void {
    this.#show(undefined);
    this.table.close();
  }

  #show(view: View | undefined): void {
    this.#view?.list.close();
    this.#view = view;
  }

  #viewOf(view: number): View | undefined {
    if (view === 0) return undefined;
    if (this.#view?.number === view) return this.#view;
    throw new DataSyncError('query.rearranged', 'the rows were filtered or sorted anew meanwhile');
  }

  /** Resolves with false when it was stopped. */
  async #copyAll(
    source: Engine,
    copy: RowCopy,
    { context, progress }: { readonly context: RunContext; readonly progress: () => void },
  ): Promise<boolean> {
    // Each row goes in through another connection, which is not stopped: only what looks for rows is.
    const isStopped = () => context.isCancelled();
    if (!source.stoppable(isStopped, () => copy.step())) return true;
    let report = performance.now() + firstMillis;
    let hasReported = false;
    for (;;) {
      const slice = source.stoppable(isStopped, () => copySlice(copy));
      if (slice !== 'more') return slice === 'end';
      if (performance.now() >= report || (!hasReported && this.table.rowCount >= firstRows)) {
        hasReported = true;
        progress();
        report = performance.now() + progressMillis;
      }
      await nextTurn();
      if (context.signal.aborted || this.#isClosed) return false;
    }
  }
}

function copySlice(copy: RowCopy): 'more' | 'end' | 'stopped' {
  const pause = performance.now() + sliceMillis;
  try {
    while (performance.now() < pause) {
      for (let row = 0; row < 16; row++) if (!copy.step()) return 'end';
    }
    return 'more';
  } catch (error) {
    // In the middle of a step; the rows before it stay.
    if (error instanceof DataSyncError && error.code === 'cli.cancelled') return 'stopped';
    throw error;
  }
}

function columnNames(source: Engine, sql: string): readonly string[] {
  const statement = source.prepare(sql);
  const { columns } = statement;
  statement.finalize();
  if (columns.length > 0) return columns;
  throw new DataSyncError('engine.sql', 'the statement has no rows to show');
}
