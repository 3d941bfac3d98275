// The thread that holds results, over ten million rows: first page, cancel, filter, sort, and what it takes of memory.
import path from 'node:path';

import { createSqlJsEngines } from '../shared/engine/sqlJs/createSqlJsEngines';
import type { RequestOptions } from '../shared/protocol/channel';
import type { Arrangement, ResultSize } from '../shared/protocol/queryGrid';
import { databaseFile } from '../shared/sync/databaseFiles';
import { startQueryWorker } from '../shared/worker/startQueryWorker';
import { withTemporaryFolder } from '../test/support/temporaryFolder';
import { judgeFigure, tellFigure } from './support/judge';
import { peakMemory } from './support/peakMemory';

const rows = Number(process.env['PDS_BENCH_ROWS'] ?? 10_000_000);
const ids = { subscription: '1', application: '2' } as const;
const statement = 'SELECT visitorId, periodId, eventType, loadTime, sessionId FROM ALLEVENTS';
const thread = startQueryWorker();
const { channel } = thread;

async function main(): Promise<void> {
  await withTemporaryFolder(async folder => {
    const database = path.join(folder, 'db');
    await fillDatabase(database);
    const run = (sql: string, result: number, options: RequestOptions<ResultSize> = {}) =>
      channel.request('run', { database, ...ids, sql, result }, options);
    await run('SELECT 1', 1);
    const heap = process.memoryUsage().heapUsed;
    await measureRun(run);
    await measureLooks();
    await measureCancels(run);
    const grown = (process.memoryUsage().heapUsed - heap) / 1e6;
    tellFigure('host: growth of the heap, MB', [grown]);
    tellFigure('process: peak, MB', [peakMemory() / 1e6]);
    await thread.dispose();
  });
}

type Run = (sql: string, result: number, options?: RequestOptions<ResultSize>) => Promise<unknown>;

async function measureRun(run: Run): Promise<void> {
  const start = performance.now();
  let first: Promise<void> | undefined;
  const onProgress = () => {
    first ??= (async () => {
      const told = performance.now();
      await channel.request('rows', { result: 1, start: 0, end: 100 });
      tellFigure('first row after the order, ms', [told - start]);
      judgeFigure('first page after the first row, ms', [performance.now() - told], 100);
    })();
  };
  await run(statement, 1, { onProgress });
  await first;
  console.log(`all ${rows} rows: ${seconds(start)}`);
}

async function measureLooks(): Promise<void> {
  const result = 1;
  const column = (place: number, operator: 'contains' | 'less' | 'equals', value: string) =>
    ({ conditions: [{ column: String(place), operator, value }], order: null }) as const;
  await timed('filter: text contains', () => arrange(column(0, 'contains', '9@')));
  await timed('filter: number less', () => arrange(column(3, 'less', '500')));
  await timed('filter: text equals', () => arrange(column(1, 'equals', '2024-05-11')));
  await timed('sort: numbers', () => arrange(orderBy(3)));
  await timed('sort: texts', () => arrange(orderBy(0)));
  const { view } = await arrange(column(3, 'less', '500'));
  await timed('page in the middle of a filter', () =>
    channel.request('rows', { result, view, start: rows / 4, end: rows / 4 + 100 }),
  );
  await arrange({ conditions: [], order: null });
  await timed('exact summary of a column', () =>
    channel.request('summarize', { result, view: 0, columns: ['0'], exact: true }),
  );
  await timed('totals of all rows', () =>
    channel.request('totals', { result, view: 0, start: 0, end: rows, column: 3 }),
  );
  await timed('chart', () => chart());
}

/** From the cancel until the thread answers again. */
async function measureCancels(run: Run): Promise<void> {
  for (const after of [100, 1000, 3000]) {
    await cancelled(`sort, cancelled after ${after} ms`, after, signal =>
      arrange(orderBy(0), signal),
    );
    await cancelled(`filter, cancelled after ${after} ms`, after, signal =>
      arrange(
        { conditions: [{ column: '0', operator: 'contains', value: 'ö' }], order: null },
        signal,
      ),
    );
    await cancelled(`chart, cancelled after ${after} ms`, after, signal => chart(signal));
    const groups = 'SELECT visitorId, count(*) FROM ALLEVENTS GROUP BY 1 ORDER BY 2';
    await cancelled(`run, cancelled after ${after} ms`, after, signal =>
      run(groups, 2, { signal }),
    );
  }
}

function orderBy(column: number): Arrangement {
  return { conditions: [], order: { column, descending: false } };
}

function arrange(arrangement: Arrangement, signal?: AbortSignal) {
  return channel.request('arrange', { result: 1, ...arrangement }, { signal });
}

function chart(signal?: AbortSignal) {
  const columns = { kind: 'line', x: 4, ys: [3], series: null } as const;
  return channel.request('chart', { result: 1, view: 0, ...columns }, { signal });
}

async function cancelled(
  what: string,
  after: number,
  ask: (signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const controller = new AbortController();
  const asked = ask(controller.signal).then(
    () => 'was done before',
    () => 'stopped',
  );
  await new Promise(resolve => setTimeout(resolve, after));
  const start = performance.now();
  controller.abort();
  const end = await asked;
  await channel.request('rows', { result: 1, start: 0, end: 1 });
  judgeFigure(`${what}, ${end}, ms`, [performance.now() - start], 200);
}

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  console.log(`${what}: ${seconds(start)}`);
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(2)} s`;
}

async function fillDatabase(folder: string): Promise<void> {
  const { file } = databaseFile(folder, ids.subscription, ids.application);
  const engine = await (await createSqlJsEngines()).open({ file, mode: 'readWrite' });
  engine.run(`CREATE TABLE ALLEVENTS (_row INTEGER PRIMARY KEY, periodId TEXT, visitorId TEXT,
    eventType TEXT, loadTime INTEGER, sessionId INTEGER);
    WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < ${rows})
    INSERT INTO ALLEVENTS SELECT i, '2024-05-' || (10 + i % 20),
      'visitor' || (i * 7919 % 100000) || '@example.com', 'load', i * 31 % 1000,
      4539628428386697217 + i FROM c`);
  engine.close();
}

void main();
