// The thread that runs queries for the editor: what it answers, how soon, and what it leaves alone.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import type { Engine } from '../../shared/engine/engine';
import type { ResultSize } from '../../shared/protocol/queryGrid';
import { databaseFile } from '../../shared/sync/databaseFiles';
import { mostResults } from '../../shared/worker/query/heldResults';
import { hasCode } from '../support/hasCode';
import { openFile } from '../support/openEngine';
import { withQueryWorker } from '../support/queryWorker';

const numbers = (count: number) =>
  `WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < ${count}) SELECT i, 'row ' || i AS name FROM c`;
const endless = 'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c)';

function fill(engine: Engine): void {
  engine.run(`CREATE TABLE PAGES (_row INTEGER PRIMARY KEY, id INTEGER, name TEXT, raw BLOB, x REAL);
    INSERT INTO PAGES (id, name, raw, x) VALUES
    (9007199254740993, 'Größe, "x"', x'0001ff', 0.5), (NULL, '', x'', 9e999), (-1, 'a', NULL, -0.0)`);
}

for (const [title, sql, columns, rows] of [
  [
    'all kinds of values, and a hidden column of rows',
    'SELECT *, typeof(id), typeof(raw), length(raw) FROM PAGES',
    ['_row', 'id', 'name', 'raw', 'x', 'typeof(id)', 'typeof(raw)', 'length(raw)'],
    [
      ['1', '9007199254740993', 'Größe, "x"', 'AAH/', '0.5', 'integer', 'blob', '3'],
      ['2', null, '', '', 'Infinity', 'null', 'blob', '0'],
      ['3', '-1', 'a', null, '0', 'integer', 'null', null],
    ],
  ],
  ['columns of one name', 'SELECT 1 AS a, 2 AS a, 3', ['a', 'a', '3'], [['1', '2', '3']]],
  [
    'a column of mixed values, none of which changes',
    "VALUES (1), ('1'), (4294967296), (1.5), (NULL), ('0x10'), (9223372036854775807), (x'31')",
    ['column1'],
    [['1'], ['1'], ['4294967296'], ['1.5'], [null], ['0x10'], ['9223372036854775807'], ['MQ==']],
  ],
  [
    'WITH, in its order',
    'WITH w AS (SELECT name FROM PAGES) SELECT name FROM w ORDER BY name DESC -- done',
    ['name'],
    [['a'], ['Größe, "x"'], ['']],
  ],
  ['no rows, but columns', 'SELECT id FROM PAGES WHERE 0', ['id'], []],
  [
    'a pragma that tells',
    'PRAGMA table_info(PAGES)',
    ['cid', 'name', 'type', 'notnull', 'dflt_value', 'pk'],
    [
      ['0', '_row', 'INTEGER', '0', null, '1'],
      ['1', 'id', 'INTEGER', '0', null, '0'],
      ['2', 'name', 'TEXT', '0', null, '0'],
      ['3', 'raw', 'BLOB', '0', null, '0'],
      ['4', 'x', 'REAL', '0', null, '0'],
    ],
  ],
] as const) {
  test(`a query: ${title}`, async () => {
    await withQueryWorker(fill, async worker => {
      const end = await worker.run(sql);
      const names = end.columns.map(({ name }) => name);
      assert.deepEqual([names, end.rowCount, end.isWhole], [columns, rows.length, true]);
      assert.deepEqual(await worker.rows(0, 100), rows);
    });
  });
}

test('rows can be read while more are coming, at the end when all are there', async () => {
  await withQueryWorker(fill, async worker => {
    const told: ResultSize[] = [];
    const end = await worker.run(numbers(1_000_000), {
      onProgress: async size => {
        told.push(size);
        const last = await worker.rows(size.rowCount - 1, size.rowCount);
        assert.deepEqual(last, [[String(size.rowCount), `row ${size.rowCount}`]]);
      },
    });
    assert.ok(told.length > 1 && (told[0]?.rowCount ?? 0) < 1_000_000, `${told.length} times told`);
    assert.equal(end.rowCount, 1_000_000);
    assert.deepEqual(await worker.rows(999_998, 1_000_100), [
      ['999999', 'row 999999'],
      ['1000000', 'row 1000000'],
    ]);
  });
});

test('the host holds no rows: its heap stays as it is with a million of them', async () => {
  await withQueryWorker(fill, async worker => {
    const wide = numbers(1_000_000).replace('i,', "i, printf('%0500d', i) AS wide,");
    await worker.run('SELECT 1');
    const before = process.memoryUsage();
    await worker.run(wide);
    await worker.rows(900_000, 900_100);
    const after = process.memoryUsage();
    const grown = after.heapUsed + after.external - before.heapUsed - before.external;
    assert.ok(grown < 30e6, `the host's heap has grown by ${grown} bytes for a result of 500 MB`);
    // The thread's too: rows are in a file.
    assert.ok(after.rss - before.rss < 150e6, `the process has grown by ${after.rss - before.rss}`);
  });
});

test('a cancel while rows come keeps those that are there', async () => {
  await withQueryWorker(fill, async worker => {
    const controller = new AbortController();
    const end = await worker.run(`${endless} SELECT i FROM c`, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    assert.equal(end.isWhole, false);
    const last = await worker.rows(end.rowCount - 1, end.rowCount + 1);
    assert.deepEqual(last, [[String(end.rowCount)]]);
    assert.equal((await worker.run('SELECT 1')).rowCount, 1);
  });
});

test('a cancel inside of a step stops the statement; other results stay', async () => {
  await withQueryWorker(fill, async worker => {
    await worker.run('SELECT 7', {}, 1);
    const controller = new AbortController();
    const run = worker.run(`${endless} SELECT count(*) FROM c`, controller, 2);
    setImmediate(() => controller.abort());
    await assert.rejects(run, hasCode('cli.cancelled'));
    assert.deepEqual(await worker.rows(0, 1, 1), [['7']]);
    await assert.rejects(worker.rows(0, 1, 2), hasCode('query.closed'));
  });
});

test('a result stays when the database changes, which nothing holds open any more', async () => {
  await withQueryWorker(fill, async worker => {
    const { file } = databaseFile(worker.folder, '1', '2');
    await worker.run('SELECT name FROM PAGES');
    const engine = await openFile(file);
    engine.run('DROP TABLE PAGES');
    engine.close();
    assert.deepEqual(await worker.rows(2, 3), [['a']]);
    await assert.rejects(worker.run('SELECT name FROM PAGES'), hasCode('engine.sql'));
  });
});

for (const sql of [
  'INSERT INTO PAGES (id) VALUES (1)',
  'WITH a AS (SELECT 1) INSERT INTO PAGES (id) SELECT * FROM a',
  "ATTACH 'other.sqlite' AS other",
  "VACUUM INTO 'copy.sqlite'",
  'PRAGMA user_version = 7',
  'PRAGMA main.writable_schema = 1',
  'CREATE TEMP TABLE t (x)',
]) {
  test(`refused: ${sql}`, async () => {
    await withQueryWorker(fill, async worker => {
      const { file } = databaseFile(worker.folder, '1', '2');
      const before = await readFile(file);
      await assert.rejects(worker.run(sql), hasCode('engine.read-only', /a query only reads/));
      assert.deepEqual(await readFile(file), before);
      assert.deepEqual(await readdir(path.dirname(file)), [path.basename(file)]);
    });
  });
}

test('wrong SQL is explained, with its place', async () => {
  await withQueryWorker(fill, async worker => {
    await assert.rejects(worker.run('SELECT *\nFROM PAGE'), (error: unknown) => {
      hasCode('engine.sql', /^There is no table PAGE\. Did you mean PAGES\?/)(error);
      assert.ok(error instanceof Error && 'data' in error);
      assert.deepEqual(error.data, { start: 14, end: 18 });
      return true;
    });
  });
});

test('a failure behind the first rows is the answer', async () => {
  await withQueryWorker(fill, async worker => {
    const sql = `${numbers(5000)} WHERE json_extract(iif(i < 4000, '{}', '{'), '$') IS NOT NULL`;
    await assert.rejects(worker.run(sql), hasCode('engine.sql', /^Malformed JSON\.$/));
  });
});

test('what is not loaded is said', async () => {
  await withQueryWorker(fill, async ({ folder, channel }) => {
    const wanted = {
      database: folder,
      subscription: '1',
      application: '3',
      sql: 'SELECT 1',
      result: 1,
    };
    await assert.rejects(
      channel.request('run', wanted),
      hasCode('engine.no-database', /nothing of 1\/3 is loaded in .*; sync it first/),
    );
  });
});

test('rows leave as text and into files, in the columns that are wanted', async () => {
  await withQueryWorker(fill, async ({ folder, channel }) => {
    const statement = { database: folder, subscription: '1', application: '2', result: 7 };
    const sql = 'SELECT _row, id, name, raw FROM PAGES';
    await channel.request('run', { ...statement, sql });
    const columns = [1, 2];
    const wanted = { result: 7, start: 0, end: 2, columns, format: 'csv' } as const;
    assert.deepEqual(await channel.request('text', wanted), {
      text: 'id,name\n9007199254740993,"Größe, ""x"""\n,""\n',
      rows: 2,
    });
    const target = path.join(folder, 'rows.ndjson');
    const all = {
      result: 7,
      start: 0,
      end: Number.MAX_SAFE_INTEGER,
      columns,
      format: 'ndjson',
      target,
    } as const;
    const { rows } = await channel.request('export', all);
    assert.equal(rows, 3);
    assert.equal(
      await readFile(target, 'utf8'),
      '{"id":9007199254740993,"name":"Größe, \\"x\\""}\n{"id":null,"name":""}\n{"id":-1,"name":"a"}\n',
    );
  });
});

test('several results are there side by side, until they are closed', async () => {
  await withQueryWorker(fill, async worker => {
    await worker.run('SELECT 1', {}, 1);
    await worker.run('SELECT 2', {}, 2);
    assert.deepEqual([await worker.rows(0, 9, 1), await worker.rows(0, 9, 2)], [[['1']], [['2']]]);
    await worker.channel.request('close', { result: 1 });
    await worker.channel.request('close', { result: 1 });
    await assert.rejects(worker.rows(0, 9, 1), hasCode('query.closed', /run the statement again/));
    assert.deepEqual(await worker.rows(0, 9, 2), [['2']]);
  });
});

test('of many results those that were looked at last are kept', async () => {
  await withQueryWorker(fill, async worker => {
    for (let result = 1; result <= mostResults; result++) {
      await worker.run(`SELECT ${result}`, {}, result);
    }
    await worker.rows(0, 1, 1);
    await worker.run('SELECT 0', {}, mostResults + 1);
    assert.deepEqual(await worker.rows(0, 1, 1), [['1']]);
    await assert.rejects(worker.rows(0, 1, 2), hasCode('query.closed'));
  });
});

test('a result that is closed while rows come stops, and another begins', async () => {
  await withQueryWorker(fill, async worker => {
    const end = await worker.run(`${endless} SELECT i FROM c`, {
      onProgress: () => worker.channel.request('close', { result: 1 }).then(() => undefined),
    });
    assert.equal(end.isWhole, false);
    await assert.rejects(worker.rows(0, 1), hasCode('query.closed'));
    assert.equal((await worker.run('SELECT 1', {}, 2)).rowCount, 1);
  });
});

test('many results cost little memory each', async () => {
  await withQueryWorker(fill, async worker => {
    const wide = numbers(50_000).replace('i,', "i, printf('%0200d', i) AS wide,");
    await worker.run(wide, {}, 1);
    const before = process.memoryUsage().rss;
    for (let result = 2; result <= mostResults; result++) await worker.run(wide, {}, result);
    const grown = (process.memoryUsage().rss - before) / (mostResults - 1);
    assert.ok(grown < 5e6, `each result of 11 MB holds ${grown} bytes of memory`);
  });
});
