import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { acquireDatabaseLock } from '../../shared/engine/databaseLock';
import { databaseFile } from '../../shared/sync/databaseFiles';
import { openFile } from '../support/openEngine';
import { cliPath, runCli } from '../support/runCli';
import { runProgram } from '../support/runProgram';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { oursRows } from '../support/transactionWriter';

const endless = 'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c)';

/** A database folder with one application whose id begins with a dash, and a visitor database. */
async function withDatabases(body: (folder: string) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async root => {
    const folder = path.join(root, 'my db ü');
    const engine = await openFile(databaseFile(folder, '5668600916475904', '-323232').file);
    engine.run(`CREATE TABLE PAGES (_row INTEGER PRIMARY KEY, id INTEGER, name TEXT, raw BLOB, x REAL);
      INSERT INTO PAGES (id, name, raw, x) VALUES
      (9007199254740993, 'Größe, "x"', x'0001ff', 0.5), (NULL, '', NULL, 9e999)`);
    engine.close();
    const visitors = await openFile(databaseFile(folder, '5668600916475904', 'visitor').file);
    visitors.run("CREATE TABLE VISITORS (id TEXT); INSERT INTO VISITORS VALUES ('_PENDO_T_1')");
    visitors.close();
    await body(folder);
  });
}

for (const [format, expected] of [
  [
    'table',
    [
      '_row                id  name        raw          x',
      '────  ────────────────  ──────────  ────  ────────',
      '   1  9007199254740993  Größe, "x"  AAH/       0.5',
      '   2                 ∅              ∅     Infinity',
    ],
  ],
  [
    'json',
    [
      '{"columns":["_row","id","name","raw","x"],"rows":[',
      '{"_row":1,"id":9007199254740993,"name":"Größe, \\"x\\"","raw":"AAH/","x":0.5},',
      '{"_row":2,"id":null,"name":"","raw":null,"x":"Infinity"}],"rowCount":2}',
    ],
  ],
  [
    'ndjson',
    [
      '{"_row":1,"id":9007199254740993,"name":"Größe, \\"x\\"","raw":"AAH/","x":0.5}',
      '{"_row":2,"id":null,"name":"","raw":null,"x":"Infinity"}',
    ],
  ],
  ['csv', ['_row,id,name,raw,x', '1,9007199254740993,"Größe, ""x""",AAH/,0.5', '2,,"",,Infinity']],
] as const) {
  test(`query --format ${format}`, async () => {
    await withDatabases(async folder => {
      const sql = 'SELECT * FROM PAGES ORDER BY _row';
      const result = await runCli(['query', '--db', folder, sql, '--format', format]);
      assert.deepEqual(result, { code: 0, stdout: `${expected.join('\n')}\n`, stderr: '' });
    });
  });
}

test('an application whose id begins with a dash is named; visitors are at hand', async () => {
  await withDatabases(async folder => {
    const sql = 'SELECT count(*) AS n FROM visitor.VISITORS, PAGES';
    const args = ['query', '--db', folder, '--application', '-323232', sql, '--format', 'csv'];
    assert.deepEqual(await runCli(args), { code: 0, stdout: 'n\n2\n', stderr: '' });
  });
});

test('wrong SQL is one line; with --json one document', async () => {
  await withDatabases(async folder => {
    const text = await runCli(['query', '--db', folder, 'SELECT missing FROM PAGES']);
    assert.deepEqual(text, {
      code: 1,
      stdout: '',
      stderr: 'error engine.sql: no such column: missing\n',
    });
    const json = await runCli(['query', '--db', folder, 'DELETE FROM PAGES', '--json']);
    assert.equal(json.code, 1);
    const { error } = JSON.parse(json.stdout) as { error: { code: string } };
    assert.equal(error.code, 'engine.read-only');
  });
});

test('a failure in the middle ends the JSON document properly', async () => {
  await withDatabases(async folder => {
    const sql = `${endless} SELECT CASE WHEN i > 2000 THEN json(i || 'x') ELSE i END AS a FROM c`;
    const { code, stdout, stderr } = await runCli(['query', '--db', folder, sql, '--json']);
    assert.equal(code, 1);
    assert.equal(stderr, 'error engine.sql: malformed JSON\n');
    const { rows, error } = JSON.parse(stdout) as { rows: unknown[]; error: { code: string } };
    assert.equal(rows.length, 2000);
    assert.equal(error.code, 'engine.sql');
  });
});

test('a reader that goes away ends an endless result quietly', async () => {
  await withDatabases(async folder => {
    const command = '"$0" "$1" query --db "$2" "$3" | head -n 3';
    const sql = `${endless} SELECT i FROM c`;
    const { stdout, stderr } = await runProgram('sh', [
      '-c',
      command,
      process.execPath,
      cliPath,
      folder,
      sql,
    ]);
    assert.deepEqual([stdout, stderr], ['  i\n───\n  1\n', '']);
  });
});

test('Ctrl-C ends a statement that would run for ever', async () => {
  await withDatabases(async folder => {
    const sql = `${endless} SELECT count(*) FROM c`;
    const child = spawn(process.execPath, [cliPath, 'query', '--db', folder, sql]);
    // The reader's lock file shows that the query has begun.
    while (!fs.readdirSync(folder).some(name => name.startsWith('.pds-reader-'))) await delay(10);
    await delay(200);
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 130);
    assert.deepEqual(fs.readdirSync(folder), ['5668600916475904']);
  });
});

test('a query during a sync says which sync holds the database', async () => {
  await withDatabases(async folder => {
    const lock = await acquireDatabaseLock(folder, 'sync /exports');
    const { code, stderr } = await runCli(['query', '--db', folder, 'SELECT 1']);
    await lock.release();
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^error engine\.locked: .* is in use by "sync \/exports" \(process \d+ on /,
    );
    assert.equal(stderr.split('\n').length, 2);
  });
});

test('a query after a crash reads the state before the unfinished transaction', async () => {
  await withTemporaryFolder(async folder => {
    const { file } = databaseFile(folder, '1', '2');
    const engine = await openFile(file);
    engine.run('CREATE TABLE ours (n INTEGER, b TEXT)');
    engine.run(
      `INSERT INTO ours ${endless.replace('FROM c)', `FROM c LIMIT ${oursRows})`)} SELECT 0, printf('%.300c', 'x') FROM c`,
    );
    engine.close();
    const writer = path.join(__dirname, '../support/transactionWriter.js');
    const child = spawn(process.execPath, [writer, 'hang', file]);
    await once(child.stdout, 'data');
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    const sql = 'SELECT max(n) AS n FROM ours';
    const result = await runCli(['query', '--db', folder, sql, '--format', 'csv']);
    assert.deepEqual(result, { code: 0, stdout: 'n\n0\n', stderr: '' });
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['2.sqlite']);
  });
});

test('a folder without databases asks for a sync', async () => {
  await withTemporaryFolder(async folder => {
    const { code, stderr } = await runCli(['query', '--db', folder, 'SELECT 1']);
    assert.equal(code, 1);
    assert.equal(
      stderr,
      `error engine.no-database: ${folder}: no local database here; run sync first\n`,
    );
  });
});
