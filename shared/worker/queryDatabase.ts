import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Engine, SqlValue } from '../engine/engine';
import type { SqlJsEngines } from '../engine/sqlJs/createSqlJsEngines';
import type { RequestContext } from '../protocol/channel';
import type { QueryEvent, QueryRecipe } from '../protocol/worker';
import { listDatabases } from '../sync/databaseFiles';
import type { KnownTable } from '../sql/readyQueries';
import { inEnglish } from '../util/translate';
import { chooseDatabase, type ChosenDatabases } from './chooseDatabase';
import { explainedError } from './query/explainedError';
import { openForQuery } from './query/openForQuery';
import { openMasked } from './query/openMasked';

/** A message holds about this much, so that the first rows come soon and a wide row is not held back. */
const batchRows = 500;
const batchBytes = 256 * 1024;

/** Runs one statement read-only and sends its rows as progress, no faster than they are taken. */
export async function queryDatabase(
  engines: SqlJsEngines,
  recipe: QueryRecipe,
  context: RequestContext<QueryEvent>,
): Promise<{ rowCount: number; seconds: number }> {
  const start = performance.now();
  const { database, application } = recipe;
  const databases = await listDatabases(database, context.signal);
  const chosen = chooseDatabase(databases, application, database);
  const { engine, tables } = await openDatabases(engines, recipe, chosen);
  try {
    const rowCount = await sendRows(engine, recipe, context);
    return { rowCount, seconds: (performance.now() - start) / 1000 };
  } catch (error) {
    throw tables
      ? explainedError(error, recipe.sql, { t: inEnglish, source: engine, tables: () => tables })
      : error;
  } finally {
    engine.close();
  }
}

/** Where values are masked, also the tables as the statement sees them. */
async function openDatabases(
  engines: SqlJsEngines,
  { database, masking }: QueryRecipe,
  chosen: ChosenDatabases,
): Promise<{ readonly engine: Engine; readonly tables?: readonly KnownTable[] }> {
  if (masking) return openMasked(engines, database, chosen, masking);
  return { engine: await openForQuery(engines, database, chosen) };
}

async function sendRows(
  engine: Engine,
  { sql, params, mostRows = Infinity }: QueryRecipe,
  context: RequestContext<QueryEvent>,
): Promise<number> {
  const statement = engine.prepare(sql);
  try {
    const columns: QueryEvent = { kind: 'columns', columns: statement.columns };
    let rowCount = 0;
    for (const rows of batchesOf(firstOf(statement.iterate(params), mostRows))) {
      // Not before the first rows are there: a statement that fails at once has no result at all.
      if (rowCount === 0) context.progress(columns);
      rowCount += rows.length;
      context.progress({ kind: 'rows', rows });
      await context.drained();
      // A cancel is a message too: let it in.
      await nextTurn();
      context.signal.throwIfAborted();
    }
    if (rowCount === 0) context.progress(columns);
    return rowCount;
  } finally {
    statement.finalize();
  }
}

/** The next row is not even looked for: it may take long to find. */
function* firstOf<T>(rows: Iterable<T>, most: number): Iterable<T> {
  let count = 0;
  for (const row of rows) {
    yield row;
    count++;
    if (count >= most) return;
  }
}

function* batchesOf(rows: Iterable<SqlValue[]>): Iterable<SqlValue[][]> {
  let batch: SqlValue[][] = [];
  let bytes = 0;
  for (const row of rows) {
    batch.push(row);
    for (const value of row) bytes += sizeOf(value);
    if (batch.length < batchRows && bytes < batchBytes) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

function sizeOf(value: SqlValue): number {
  return typeof value === 'string' || value instanceof Uint8Array ? value.length : 8;
}
