// Queries of assistants: masked, capped, read-only and ended, through the official SDK's client over stdio.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { acquireDatabaseLock } from '../../shared/engine/databaseLock';
import { listOf, withMcpClient, type Answer, type McpClient } from '../support/mcpClient';
import { runCli } from '../support/runCli';
import {
  sampleApplication,
  loadedSampleForAllTests,
  sampleSubscription,
} from '../support/sampleDestination';

const name = `${sampleSubscription}/${sampleApplication}`;
const { folder, destination, database } = loadedSampleForAllTests();
const served = ['--destination', destination, '--db', database];

test('the database is described with columns, masks and queries that run', async () => {
  await withMcpClient(served, async ({ call }) => {
    const { tables, queries } = await call('describeDatabase', { application: name, limit: 100 });
    const events = listOf(tables).find(table => table['name'] === 'ALLEVENTS');
    const masks = new Map(listOf(events?.['columns']).map(each => [each['name'], each['mask']]));
    assert.equal(masks.get('visitorId'), 'value');
    assert.equal(masks.get('eventType'), 'none');
    assert.ok(listOf(tables).some(table => table['name'] === 'VISITORS'));
    const count = await ask(call, 'SELECT count(*) FROM ALLEVENTS');
    assert.deepEqual(count['rows'], [[events?.['rows']]]);
    assert.ok(listOf(queries).length > 3);
    for (const { sql } of listOf(queries)) await ask(call, String(sql));
  });
});

test('personal data is masked, and shown only to who asks where it is allowed', async () => {
  const sql = 'SELECT visitorId FROM ALLEVENTS GROUP BY 1 ORDER BY 1';
  const json = await runCli(['query', '--db', database, '--application', name, sql, '--json']);
  const people = new Set(valuesIn(json.stdout));
  assert.ok(people.size > 3);
  await withMcpClient(served, async ({ call, fail }) => {
    const answer = await ask(call, sql);
    assert.equal(answer['isMasked'], true);
    const masked = JSON.stringify(await ask(call, 'SELECT * FROM ALLEVENTS'));
    assert.deepEqual(
      [...people].filter(each => masked.includes(each)),
      [],
    );
    const text = await fail('queryDatabase', { application: name, sql, reveal: true });
    assert.match(text, /^error assistant\.not-revealed: .*--reveal/);
  });
  await withMcpClient([...served, '--reveal'], async ({ call }) => {
    assert.equal((await ask(call, sql))['isMasked'], true);
    const { rows, isMasked } = await call('queryDatabase', {
      application: name,
      sql,
      reveal: true,
    });
    assert.equal(isMasked, false);
    assert.ok(Array.isArray(rows) && rows.every(row => people.has(String([row].flat()[0]))));
  });
});

test('every attempt to write is refused, and no file is changed', async () => {
  const before = await digestOf(database);
  const other = path.join(folder, 'other.sqlite');
  const file = path.join(database, sampleSubscription, 'visitor.sqlite');
  await withMcpClient([...served, '--reveal'], async ({ fail }) => {
    for (const reveal of [false, true]) {
      for (const sql of [
        "INSERT INTO PAGES (pageId) VALUES ('x')",
        'WITH x AS (SELECT 1) INSERT INTO PAGES (pageId) SELECT * FROM x',
        "UPDATE PAGES SET name = 'x'",
        'DELETE FROM ALLEVENTS',
        "REPLACE INTO PAGES (pageId) VALUES ('x')",
        'DROP TABLE PAGES',
        'CREATE TABLE x (a)',
        'CREATE TEMP TABLE x (a)',
        'ALTER TABLE PAGES ADD COLUMN x',
        `ATTACH '${other}' AS x`,
        `ATTACH '${file}' AS x`,
        'PRAGMA user_version = 7',
        'PRAGMA writable_schema = ON',
        'PRAGMA journal_mode = WAL',
        'VACUUM',
        `VACUUM INTO '${other}'`,
        'REINDEX',
        'BEGIN IMMEDIATE',
        'EXPLAIN SELECT 1; DELETE FROM PAGES',
        'SELECT 1; DROP TABLE PAGES',
        "SELECT load_extension('x')",
        `SELECT writefile('${other}', 'x')`,
      ]) {
        const text = await fail('queryDatabase', { application: name, sql, reveal });
        assert.match(text, /^error engine\.(read-only|sql): ./, sql);
      }
    }
  });
  assert.deepEqual(await digestOf(database), before);
  await assert.rejects(stat(other), { code: 'ENOENT' });
});

test('an answer has as many rows and letters as were asked for', async () => {
  const numbers = 'WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000) SELECT i';
  await withMcpClient(served, async ({ call }) => {
    const few = await ask(call, `${numbers} FROM n`);
    assert.deepEqual([listOf(few['rows']).length, few['hasMore']], [50, true]);
    const more = await ask(call, `${numbers} FROM n`, { limit: 500 });
    assert.equal(listOf(more['rows']).length, 500);
    const exact = await ask(call, `${numbers} FROM n WHERE i <= 50`);
    assert.deepEqual([listOf(exact['rows']).length, exact['hasMore']], [50, false]);
    const long = await ask(call, "SELECT hex(zeroblob(500)), 9007199254740993, x'00ff'");
    assert.deepEqual(long['rows'], [[`${'0'.repeat(300)}…`, '9007199254740993', 'AP8=']]);
    assert.equal(long['isCut'], true);
    const wide = await ask(call, `${numbers}, hex(zeroblob(150)) FROM n`, { limit: 500 });
    assert.equal(wide['hasMore'], true);
    assert.ok(JSON.stringify(wide).length < 80_000);
  });
});

const endless = 'WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n';

test('a cancel ends a query that would run for ever, and what it held', async () => {
  await withMcpClient(served, async ({ client, call }) => {
    const canceller = new AbortController();
    const input = { application: name, sql: endless };
    const said: (string | undefined)[] = [];
    await assert.rejects(
      client.callTool(
        { name: 'queryDatabase', arguments: input },
        {
          signal: canceller.signal,
          onprogress: ({ message }) => {
            said.push(message);
            // The first is said before it begins, the others while it runs.
            if (said.length === 3) canceller.abort();
          },
        },
      ),
    );
    assert.ok(said.includes('querying'));
    const lock = await acquireDatabaseLock(database, 'a sync', new AbortController().signal);
    await lock.release();
    assert.deepEqual((await ask(call, 'SELECT 1'))['rows'], [[1]]);
  });
});

test('a query that takes too long is stopped, and says what to do', async () => {
  await withMcpClient(served, async ({ fail }) => {
    const text = await fail('queryDatabase', { application: name, sql: endless, seconds: 1 });
    assert.match(text, /^error assistant\.too-slow: .* longer than 1 s and was stopped: narrow it/);
  });
});

test('a sync that has the database is named to who queries it', async () => {
  const lock = await acquireDatabaseLock(
    database,
    'a sync of somebody',
    new AbortController().signal,
  );
  try {
    await withMcpClient(served, async ({ fail }) => {
      const text = await fail('queryDatabase', { application: name, sql: 'SELECT 1' });
      assert.match(text, /^error engine\.locked: .*a sync of somebody/);
    });
  } finally {
    await lock.release();
  }
});

function ask(call: McpClient['call'], sql: string, more: Answer = {}): Promise<Answer> {
  return call('queryDatabase', { application: name, sql, ...more });
}

function valuesIn(json: string): string[] {
  const { rows } = JSON.parse(json) as { readonly rows: readonly Answer[] };
  return rows.flatMap(row => Object.values(row).map(String));
}

async function digestOf(where: string): Promise<readonly (readonly [string, string])[]> {
  const names = await readdir(where, { recursive: true });
  const files = names.filter(each => each.endsWith('.sqlite')).sort();
  return Promise.all(
    files.map(async each => {
      const bytes = await readFile(path.join(where, each));
      return [each, createHash('sha256').update(bytes).digest('hex')] as const;
    }),
  );
}
