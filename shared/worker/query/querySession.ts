// Runs one statement at a time: its rows go into a table of ours as fast as they come, in short steps, so
// that this thread answers for what is there, and lets a cancel in, while more is coming.
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Engine, RowCopy } from '../../engine/engine';
import type { SqlJsEngines } from '../../engine/sqlJs/createSqlJsEngines';
import { DataSyncError } from '../../errors';
import type { ContextOf, Handlers } from '../../protocol/channel';
import type {
  QueryStatement,
  QueryWorkerRequests,
  ResultColumn,
  ResultEnd,
  ResultRange,
  ResultRows,
  ResultText,
} from '../../protocol/queryGrid';
import { cutCell } from '../../rows/cutCell';
import { joinPieces, rowText, textPieces } from '../../rows/rowText';
import { sqlCells } from '../../rows/sqlCells';
import { checkReading } from '../../sql/checkReading';
import { writePieces } from '../writePieces';
import { explainedError } from './explainedError';
import { openPlace } from './openForQuery';
import { planStatement } from './planStatement';
import { readSchema } from './readSchema';
import { ResultTable } from './resultTable';

type RunContext = ContextOf<QueryWorkerRequests, 'run'>;

/** The first rows are told when there are so many, or so long after the first. */
const firstRows = 1000;
const firstMillis = 50;
/** Between two looks at messages. */
const sliceMillis = 15;
const progressMillis = 100;
const textBatch = 512;
const mostCopied = 100_000;

/** The answers of a thread that runs queries. */
export function queryHandlers(engines: Promise<SqlJsEngines>): Handlers<QueryWorkerRequests> {
  const session = new QuerySession(engines);
  return {
    run: (statement, context) => session.run(statement, context),
    rows: async range => session.rows(range),
    text: question => session.text(question),
    export: (question, context) => session.export(question, context),
  };
}

interface Result {
  readonly table: ResultTable;
  readonly names: readonly string[];
  columns: readonly ResultColumn[];
}

class QuerySession {
  readonly #engines: Promise<SqlJsEngines>;
  #result: Result | undefined;

  constructor(engines: Promise<SqlJsEngines>) {
    this.#engines = engines;
  }

  async run(statement: QueryStatement, context: RunContext): Promise<ResultEnd> {
    this.#result?.table.close();
    this.#result = undefined;
    checkReading(statement.sql);
    const engines = await this.#engines;
    const source = await openPlace(engines, statement, context.signal);
    try {
      const { explains = false, sql } = statement;
      const copied = explains ? { ...statement, sql: planStatement(source, sql) } : statement;
      return await this.#copy(engines, source, copied, context);
    } catch (error) {
      throw explainedError(error, statement.sql, source, () => readSchema(source));
    } finally {
      source.close();
    }
  }

  rows({ start, end }: ResultRange): ResultRows {
    const rows = this.#current.table.rows(start, end);
    return { rows: rows.map(row => row.map((value, i) => cutCell(sqlCells.text(value, i)))) };
  }

  async text(question: ResultText) {
    const count = question.end - question.start;
    if (count > mostCopied) {
      const text = `${count} rows are too many for the clipboard, which takes ${mostCopied}; export them to a file`;
      throw new DataSyncError('preview.too-many-rows', text, { allowed: mostCopied });
    }
    return joinPieces(this.#pieces(question, new AbortController().signal));
  }

  async export(
    question: ResultText & { readonly target: string },
    context: ContextOf<QueryWorkerRequests, 'export'>,
  ) {
    const of = Math.min(question.end, this.#current.table.rowCount) - question.start;
    const { target } = question;
    const options = { target, of, onProgress: context.progress.bind(context) };
    return writePieces(this.#pieces(question, context.signal), options, context.signal);
  }

  get #current(): Result {
    if (!this.#result) throw new DataSyncError('internal', 'there is no result');
    return this.#result;
  }

  #pieces({ start, end, columns, format }: ResultText, signal: AbortSignal) {
    const { names, table } = this.#current;
    const chosen = columns.map(place => names[place] ?? '');
    return textPieces(
      batchesOf(table, { start, end }, columns, signal),
      rowText(format, chosen, sqlCells),
    );
  }

  async #copy(
    engines: SqlJsEngines,
    source: Engine,
    ...[{ database, sql }, context]: readonly [QueryStatement, RunContext]
  ): Promise<ResultEnd> {
    const started = performance.now();
    const names = columnNames(source, sql);
    const table = await ResultTable.create(engines, database, names.length);
    const result: Result = { table, names, columns: [] };
    this.#result = result;
    const size = () => {
      if (result.columns.length === 0) result.columns = columnsOf(result);
      const seconds = (performance.now() - started) / 1000;
      return { columns: result.columns, rowCount: table.rowCount, seconds };
    };
    const copy = table.copyFrom(source, sql);
    try {
      const isWhole = await copyAll(copy, table, context.signal, () => context.progress(size()));
      return { ...size(), isWhole };
    } finally {
      copy.finalize();
    }
  }
}

/** Resolves with false when it was cancelled. */
async function copyAll(
  copy: RowCopy,
  table: ResultTable,
  signal: AbortSignal,
  onProgress: () => void,
): Promise<boolean> {
  if (!copy.step()) return true;
  let report = performance.now() + firstMillis;
  let hasReported = false;
  for (;;) {
    const pause = performance.now() + sliceMillis;
    while (performance.now() < pause) {
      for (let row = 0; row < 16; row++) if (!copy.step()) return true;
    }
    if (performance.now() >= report || (!hasReported && table.rowCount >= firstRows)) {
      hasReported = true;
      onProgress();
      report = performance.now() + progressMillis;
    }
    await nextTurn();
    if (signal.aborted) return false;
  }
}

function columnNames(source: Engine, sql: string): readonly string[] {
  const statement = source.prepare(sql);
  const { columns } = statement;
  statement.finalize();
  if (columns.length > 0) return columns;
  throw new DataSyncError('engine.sql', 'the statement has no rows to show');
}

/** Whether a column is one of numbers is judged by the first rows. */
function columnsOf({ names, table }: Result): ResultColumn[] {
  const rows = table.rows(0, 100);
  return names.map((name, place) => {
    const values = rows.map(row => row[place] ?? null).filter(value => value !== null);
    return { name, isNumber: values.length > 0 && values.every(value => sqlCells.isNumber(value)) };
  });
}

async function* batchesOf(
  table: ResultTable,
  { start, end }: ResultRange,
  columns: readonly number[],
  signal: AbortSignal,
) {
  for (let at = start; at < Math.min(end, table.rowCount); at += textBatch) {
    const rows = table.rows(at, Math.min(at + textBatch, end));
    yield rows.map(row => columns.map(place => row[place] ?? null));
    await nextTurn();
    signal.throwIfAborted();
  }
}
