import { setImmediate as nextTurn } from 'node:timers/promises';

import type { SqlJsEngines } from '../../engine/sqlJs/createSqlJsEngines';
import { DataSyncError } from '../../errors';
import type { ContextOf, Handlers } from '../../protocol/channel';
import type {
  QueryWorkerRequests,
  ResultEnd,
  ResultRows,
  ResultText,
} from '../../protocol/queryGrid';
import { cutCell } from '../../rows/cutCell';
import { joinPieces, rowText, textPieces } from '../../rows/rowText';
import { sqlCells } from '../../rows/sqlCells';
import { checkReading } from '../../sql/checkReading';
import type { Translate } from '../../util/translate';
import { writePieces } from '../writePieces';
import { chartPoints } from './chartPoints';
import { explainedError } from './explainedError';
import { HeldResults } from './heldResults';
import { openPlace } from './openForQuery';
import { planStatement } from './planStatement';
import { readSchema } from './readSchema';
import { Result } from './result';
import { sortKibibytes } from './resultTable';
import { summarizeResult } from './summarizeResult';
import { totalRows } from './totalRows';

type Params<K extends keyof QueryWorkerRequests> = QueryWorkerRequests[K]['params'];
type Context<K extends keyof QueryWorkerRequests> = ContextOf<QueryWorkerRequests, K>;

const textBatch = 512;
const mostCopied = 100_000;

/** The answers of a thread that runs queries. */
export function queryHandlers(
  engines: Promise<SqlJsEngines>,
  t: Translate,
): Handlers<QueryWorkerRequests> {
  const session = new QuerySession(engines, t);
  return {
    run: (statement, context) => session.run(statement, context),
    rows: async range => session.rows(range),
    arrange: (params, context) => session.arrange(params, context),
    summarize: (params, context) => session.summarize(params, context),
    totals: (params, context) => session.totals(params, context),
    chart: (params, context) => session.chart(params, context),
    text: question => session.text(question),
    export: (question, context) => session.export(question, context),
    close: async ({ result }) => session.close(result),
  };
}

class QuerySession {
  readonly #engines: Promise<SqlJsEngines>;
  readonly #t: Translate;
  readonly #results = new HeldResults();

  constructor(engines: Promise<SqlJsEngines>, t: Translate) {
    this.#engines = engines;
    this.#t = t;
  }

  async run(statement: Params<'run'>, context: Context<'run'>): Promise<ResultEnd> {
    const { sql, explains = false } = statement;
    this.#results.close(statement.result);
    checkReading(this.#t, sql);
    const engines = await this.#engines;
    const source = await openPlace(engines, statement, context.signal);
    try {
      source.run(`PRAGMA main.cache_size=-${sortKibibytes}`);
      const asked = explains ? planStatement(this.#t, source, sql) : sql;
      const result = await Result.create(engines, source, { ...statement, sql: asked });
      this.#results.add(statement.result, result);
      return await result.copyFrom(source, asked, context);
    } catch (error) {
      this.#results.close(statement.result);
      const tables = () => readSchema(source);
      throw explainedError(error, sql, { t: this.#t, source, tables });
    } finally {
      source.close();
    }
  }

  rows({ result, view = 0, start, end }: Params<'rows'>): ResultRows {
    const rows = this.#results.get(result).rows(view, start, end);
    return { rows: rows.map(row => row.map((value, i) => cutCell(sqlCells.text(value, i)))) };
  }

  async arrange(params: Params<'arrange'>, context: Context<'arrange'>) {
    return this.#results.get(params.result).arrange(params, context);
  }

  async summarize(params: Params<'summarize'>, context: Context<'summarize'>) {
    const result = this.#results.get(params.result);
    const onProgress = context.progress.bind(context);
    const steps = summarizeResult(result, { ...params, onProgress });
    return { summaries: await result.work(steps, context) };
  }

  async totals(params: Params<'totals'>, context: Context<'totals'>) {
    const result = this.#results.get(params.result);
    return result.work(totalRows(result, params, context.progress.bind(context)), context);
  }

  async chart(params: Params<'chart'>, context: Context<'chart'>) {
    const result = this.#results.get(params.result);
    const onProgress = context.progress.bind(context);
    return result.work(chartPoints(result, { ...params, onProgress }), context);
  }

  async text(question: Params<'text'>) {
    const count = question.end - question.start;
    if (count > mostCopied) {
      const text = `${count} rows are too many for the clipboard, which takes ${mostCopied}; export them to a file`;
      throw new DataSyncError('preview.too-many-rows', text, { allowed: mostCopied });
    }
    const result = this.#results.get(question.result);
    return joinPieces(piecesOf(result, question, new AbortController().signal));
  }

  async export(question: Params<'export'>, context: Context<'export'>) {
    const result = this.#results.get(question.result);
    const of = Math.min(question.end, result.rowCount(question.view ?? 0)) - question.start;
    const { target } = question;
    const options = { target, of, onProgress: context.progress.bind(context) };
    return writePieces(piecesOf(result, question, context.signal), options, context.signal);
  }

  close(result: number): null {
    this.#results.close(result);
    return null;
  }
}

function piecesOf(result: Result, question: ResultText, signal: AbortSignal) {
  const { columns, format } = question;
  const chosen = columns.map(place => result.names[place] ?? '');
  return textPieces(batchesOf(result, question, signal), rowText(format, chosen, sqlCells));
}

async function* batchesOf(
  result: Result,
  { view = 0, start, end, columns }: ResultText,
  signal: AbortSignal,
) {
  for (let at = start; at < Math.min(end, result.rowCount(view)); at += textBatch) {
    const rows = result.rows(view, at, Math.min(at + textBatch, end));
    yield rows.map(row => columns.map(place => row[place] ?? null));
    await nextTurn();
    signal.throwIfAborted();
  }
}
