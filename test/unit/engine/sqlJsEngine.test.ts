import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import type { SqlValue } from '../../../shared/engine/engine';
import { hasCode } from '../../support/hasCode';
import { openFile, openMemory, openReadOnly } from '../../support/openEngine';
import { withTemporaryFolder } from '../../support/temporaryFolder';

test('rows written to a file whose path has spaces and other scripts are there at the next open', async () => {
  await withTemporaryFolder(async folder => {
    const file = path.join(folder, "sub 'dir'", 'Größe 数据 🙂.sqlite');
    const engine = await openFile(file);
    engine.run('CREATE TABLE t (a)');
    engine.run('INSERT INTO t VALUES (1)');
    engine.close();
    const again = await openReadOnly(file);
    assert.deepEqual(again.query('SELECT a FROM t').rows, [[1]]);
    again.close();
    assert.deepEqual(fs.readdirSync(path.dirname(file)), [path.basename(file)]);
  });
});

const values: readonly (readonly [SqlValue, string])[] = [
  [null, 'null'],
  [0, 'integer'],
  [-1, 'integer'],
  [2147483647, 'integer'],
  [-2147483648, 'integer'],
  [2147483648, 'integer'],
  [Number.MAX_SAFE_INTEGER, 'integer'],
  [Number.MIN_SAFE_INTEGER, 'integer'],
  [9007199254740992n, 'integer'],
  [9007199254740993n, 'integer'],
  [9223372036854775807n, 'integer'],
  [-9223372036854775808n, 'integer'],
  [0.5, 'real'],
  [1e300, 'real'],
  [Infinity, 'real'],
  [-Infinity, 'real'],
  ['', 'text'],
  ['ä\u0000b 🙂', 'text'],
  ['\ufeffbom', 'text'],
  [new Uint8Array(0), 'blob'],
  [new Uint8Array([0, 255, 1]), 'blob'],
];

for (const [value, type] of values) {
  test(`${type} ${String(value)} goes in and comes out as it is`, async () => {
    const engine = await openMemory();
    assert.deepEqual(engine.query('SELECT ?, typeof(?1)', [value]).rows, [[value, type]]);
    engine.close();
  });
}

test('a bigint that fits is read as a number', async () => {
  const engine = await openMemory();
  assert.deepEqual(engine.query('SELECT ?, typeof(?1)', [5n]).rows, [[5, 'integer']]);
  engine.close();
});

test('one statement takes long integers, texts and nulls in turn', async () => {
  const engine = await openMemory();
  engine.run('CREATE TABLE t (a INTEGER, b)');
  const insert = engine.prepare('INSERT INTO t VALUES (?, ?)');
  insert.run([1, 'x']);
  insert.run([5e9, 2n ** 62n]);
  insert.run([null, null]);
  insert.run([7n, 1.5]);
  insert.finalize();
  assert.deepEqual(engine.query('SELECT a, b, typeof(b) FROM t').rows, [
    [1, 'x', 'text'],
    [5e9, 2n ** 62n, 'integer'],
    [null, null, 'null'],
    [7, 1.5, 'real'],
  ]);
  engine.close();
});

test('run says how many rows it changed', async () => {
  const engine = await openMemory();
  engine.run('CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)');
  assert.equal(engine.run('DELETE FROM t WHERE a > ?', [1]), 2);
  engine.close();
});

test('a transaction whose body fails leaves nothing, and the next one works', async () => {
  const engine = await openMemory();
  engine.run('CREATE TABLE t (a)');
  const failed = engine.transaction(async () => {
    engine.run('INSERT INTO t VALUES (1)');
    throw new Error('body');
  });
  await assert.rejects(failed, /body/);
  await engine.transaction(async () => engine.run('INSERT INTO t VALUES (2)'));
  assert.deepEqual(engine.query('SELECT a FROM t').rows, [[2]]);
  engine.close();
});

test('a savepoint rolls back alone', async () => {
  const engine = await openMemory();
  engine.run('CREATE TABLE t (a)');
  await engine.transaction(async () => {
    engine.run('INSERT INTO t VALUES (1); SAVEPOINT s; INSERT INTO t VALUES (2)');
    engine.run('ROLLBACK TO s; RELEASE s; INSERT INTO t VALUES (3)');
  });
  assert.deepEqual(engine.query('SELECT a FROM t').rows, [[1], [3]]);
  engine.close();
});

test('iterating yields rows one by one and may stop early', async () => {
  const engine = await openMemory();
  const statement = engine.prepare(
    'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c',
  );
  assert.deepEqual(statement.columns, ['i']);
  const seen: SqlValue[][] = [];
  for (const row of statement.iterate()) {
    seen.push(row);
    if (seen.length === 3) break;
  }
  statement.finalize();
  assert.deepEqual(seen, [[1], [2], [3]]);
  engine.close();
});

test('a bulk statement binds bytes where they lie in the heap', async () => {
  const engine = await openMemory();
  engine.run('CREATE TABLE t (a INTEGER, b TEXT, c BLOB, d REAL, e INTEGER, f)');
  const bulk = engine.prepareBulk('INSERT INTO t VALUES (?,?,?,?,?,?)');
  const pointer = bulk.alloc(16);
  bulk.heap().set(Buffer.from('grün'), pointer);
  for (let row = 0; row < 2; row++) {
    bulk.bindInt(1, row - 1);
    bulk.bindText(2, pointer, 5);
    bulk.bindBlob(3, pointer + 2, row);
    bulk.bindDouble(4, 0.5);
    bulk.bindDouble(5, 1_700_000_000_000);
    bulk.bindNull(6);
    bulk.step();
  }
  bulk.free(pointer);
  bulk.finalize();
  assert.deepEqual(engine.query('SELECT *, typeof(e) FROM t').rows, [
    [-1, 'grün', new Uint8Array(0), 0.5, 1_700_000_000_000, null, 'integer'],
    [0, 'grün', new Uint8Array([0xc3]), 0.5, 1_700_000_000_000, null, 'integer'],
  ]);
  engine.close();
});

test('a bulk row that breaks a constraint is an error, and the next row is inserted', async () => {
  const engine = await openMemory();
  engine.run('CREATE TABLE t (a INTEGER PRIMARY KEY)');
  const bulk = engine.prepareBulk('INSERT INTO t VALUES (?)');
  const insert = (key: number) => {
    bulk.bindInt(1, key);
    bulk.step();
  };
  insert(1);
  assert.throws(() => insert(1), hasCode('engine.sql', /UNIQUE constraint failed: t.a/));
  insert(2);
  bulk.finalize();
  assert.deepEqual(engine.query('SELECT a FROM t').rows, [[1], [2]]);
  engine.close();
});

const wrongSql: readonly (readonly [string, string, RegExp])[] = [
  ['a name that is not there', 'SELECT x', /^no such column: x$/],
  ['a typing error', 'SELEC 1', /^near "SELEC": syntax error$/],
  ['two statements', 'SELECT 1; SELECT 2', /^one statement at a time/],
  ['a second statement that is broken', 'SELECT 1; SELEC', /syntax error/],
  ['nothing', ' -- only a comment', /^there is no statement/],
];
for (const [what, sql, message] of wrongSql) {
  test(`${what} in SQL is one line of error`, async () => {
    const engine = await openMemory();
    assert.throws(() => engine.query(sql), hasCode('engine.sql', message));
    engine.close();
  });
}

test('a semicolon and comments may follow a statement', async () => {
  const engine = await openMemory();
  assert.deepEqual(engine.query('SELECT 1; -- done').rows, [[1]]);
  engine.close();
});

test('too many values are an error that counts', async () => {
  const engine = await openMemory();
  assert.throws(
    () => engine.query('SELECT ?', [1, 2]),
    hasCode('engine.sql', /fewer than 2 parameters/),
  );
  engine.close();
});

test('two databases in memory know nothing of each other', async () => {
  const [one, other] = [await openMemory(), await openMemory()];
  one.run('CREATE TABLE t (a)');
  assert.throws(() => other.query('SELECT * FROM t'), hasCode('engine.sql', /no such table/));
  one.close();
  other.close();
});

test('an attached database is read under its name', async () => {
  await withTemporaryFolder(async folder => {
    const [main, other] = [path.join(folder, 'main.sqlite'), path.join(folder, "o'ther.sqlite")];
    const writer = await openFile(other);
    writer.run('CREATE TABLE t (a); INSERT INTO t VALUES (5)');
    writer.close();
    const engine = await openFile(main);
    engine.attach(other, 'visitor');
    assert.deepEqual(engine.query('SELECT a FROM visitor.t').rows, [[5]]);
    engine.close();
  });
});

test('a second connection sees a commit of the first, and is locked out during its transaction', async () => {
  await withTemporaryFolder(async folder => {
    const file = path.join(folder, 'a.sqlite');
    const [one, other] = [await openFile(file), await openFile(file)];
    one.run('CREATE TABLE t (a)');
    assert.deepEqual(other.query('SELECT count(*) FROM t').rows, [[0]]);
    await one.transaction(async () => {
      one.run('INSERT INTO t VALUES (1)');
      await assert.rejects(
        other.transaction(async () => 0),
        hasCode('engine.locked'),
      );
    });
    assert.deepEqual(other.query('SELECT count(*) FROM t').rows, [[1]]);
    one.close();
    other.close();
  });
});
