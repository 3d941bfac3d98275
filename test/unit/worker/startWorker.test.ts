import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import type { QueryEvent } from '../../../shared/protocol/worker';
import { databaseFile } from '../../../shared/sync/databaseFiles';
import { startWorker, type WorkerHandle } from '../../../shared/worker/startWorker';
import { hasCode } from '../../support/hasCode';
import { openFile } from '../../support/openEngine';
import { withTemporaryFolder } from '../../support/temporaryFolder';

const endless = 'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c)';

async function withWorker(
  body: (worker: WorkerHandle, folder: string) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async folder => {
    const engine = await openFile(databaseFile(folder, '1', '2').file);
    engine.run("CREATE TABLE t (a); INSERT INTO t VALUES (9007199254740993), (NULL), (x'00ff')");
    engine.close();
    const worker = startWorker();
    try {
      await body(worker, folder);
    } finally {
      await worker.dispose();
    }
  });
}

test('a query sends its columns, then its rows', async () => {
  await withWorker(async ({ channel }, database) => {
    const events: QueryEvent[] = [];
    const result = await channel.request(
      'query',
      { database, sql: 'SELECT a FROM t WHERE a IS NOT ?', params: [null] },
      { onProgress: event => void events.push(event) },
    );
    assert.equal(result.rowCount, 2);
    assert.deepEqual(events, [
      { kind: 'columns', columns: ['a'] },
      { kind: 'rows', rows: [[9007199254740993n], [new Uint8Array([0, 255])]] },
    ]);
  });
});

test('a query without rows still names its columns', async () => {
  await withWorker(async ({ channel }, database) => {
    const events: QueryEvent[] = [];
    const onProgress = (event: QueryEvent) => void events.push(event);
    await channel.request('query', { database, sql: 'SELECT a FROM t WHERE 0' }, { onProgress });
    assert.deepEqual(events, [{ kind: 'columns', columns: ['a'] }]);
  });
});

test('rows without end come no faster than they are taken, and end with a cancel', async () => {
  await withWorker(async ({ channel }, database) => {
    const controller = new AbortController();
    let batches = 0;
    const onProgress = () => {
      if (++batches === 20) controller.abort();
    };
    await assert.rejects(
      channel.request(
        'query',
        { database, sql: `${endless} SELECT i FROM c` },
        { signal: controller.signal, onProgress },
      ),
      hasCode('cli.cancelled'),
    );
    assert.ok(batches < 30, `${batches} batches`);
    const { rowCount } = await channel.request('query', { database, sql: 'SELECT 1' });
    assert.equal(rowCount, 1, 'the worker is still there');
  });
});

test('a statement that does not look up is ended with its worker', async () => {
  await withWorker(async ({ channel }, database) => {
    const controller = new AbortController();
    const { signal } = controller;
    // The rows show that the statement runs; behind them it does not come to a row again.
    const sql = `SELECT * FROM (${endless} SELECT i FROM c LIMIT 600) UNION ALL SELECT * FROM (${endless} SELECT count(*) FROM c)`;
    const onProgress = () => void setTimeout(() => controller.abort(), 500);
    const request = channel.request('query', { database, sql }, { signal, onProgress });
    await assert.rejects(request, hasCode('cli.cancelled'));
    const later = channel.request('query', { database, sql: 'SELECT 1' });
    await assert.rejects(later, hasCode('cli.cancelled'));
  });
});

test('a worker that crashes rejects what was asked of it', async () => {
  await withTemporaryFolder(async folder => {
    const file = path.join(folder, 'broken.js');
    fs.writeFileSync(file, "throw new Error('broken from the start')");
    const worker = startWorker({ file });
    const request = worker.channel.request('recover', { database: folder });
    await assert.rejects(request, hasCode('internal', /broken from the start/));
    await worker.dispose();
  });
});

test('a worker that ends by itself says so', async () => {
  await withTemporaryFolder(async folder => {
    const file = path.join(folder, 'ends.js');
    fs.writeFileSync(file, 'process.exit(3)');
    const worker = startWorker({ file });
    const request = worker.channel.request('recover', { database: folder });
    await assert.rejects(request, hasCode('internal', /ended by itself with code 3/));
    await worker.dispose();
  });
});
