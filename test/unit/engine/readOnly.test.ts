import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import type { Engine } from '../../../shared/engine/engine';
import { hasCode } from '../../support/hasCode';
import { openFile, openReadOnly } from '../../support/openEngine';
import { withTemporaryFolder } from '../../support/temporaryFolder';

/** A database folder with two databases, and one outside of it. */
async function withDatabases(
  body: (engine: Engine, folder: string, outside: string) => void,
): Promise<void> {
  await withTemporaryFolder(async root => {
    const folder = path.join(root, 'db');
    const outside = path.join(root, 'outside.sqlite');
    for (const file of [
      path.join(folder, '1/a.sqlite'),
      path.join(folder, '2/b.sqlite'),
      outside,
    ]) {
      const writer = await openFile(file);
      writer.run('CREATE TABLE t (a); INSERT INTO t VALUES (3), (1), (2)');
      writer.close();
    }
    const engine = await openReadOnly(path.join(folder, '1/a.sqlite'), folder);
    try {
      body(engine, folder, outside);
    } finally {
      engine.close();
    }
    assert.deepEqual(fs.readdirSync(path.join(folder, '1')), ['a.sqlite']);
    assert.deepEqual(fs.readdirSync(root).sort(), ['db', 'outside.sqlite']);
  });
}

const writes = [
  'INSERT INTO t VALUES (4)',
  'DELETE FROM t',
  'CREATE TABLE u (a)',
  'DROP TABLE t',
  'PRAGMA user_version = 5',
  'VACUUM',
  "VACUUM INTO 'FOLDER/copy.sqlite'",
  "VACUUM INTO 'ROOT/copy.sqlite'",
  "ATTACH 'FOLDER/new.sqlite' AS n",
  "ATTACH 'ROOT/outside.sqlite' AS o",
  "ATTACH 'FOLDER/1/../../outside.sqlite' AS o",
];
for (const sql of writes) {
  test(`a query cannot ${sql}`, async () => {
    await withDatabases((engine, folder, outside) => {
      const text = sql.replace('FOLDER', folder).replace('ROOT', path.dirname(outside));
      assert.throws(() => engine.query(text), hasCode('engine.read-only'));
    });
  });
}

test('a query cannot change the journal mode', async () => {
  await withDatabases(engine => {
    const before = engine.query('PRAGMA journal_mode').rows;
    for (const mode of ['WAL', 'PERSIST', 'OFF']) {
      try {
        engine.query(`PRAGMA journal_mode=${mode}`);
      } catch (error) {
        hasCode('engine.read-only')(error);
      }
    }
    assert.deepEqual(before, [['delete']]);
  });
});

test('a link out of the folder is refused to SQL, and followed where the caller names it', async () => {
  await withDatabases((engine, folder, outside) => {
    const link = path.join(folder, 'link.sqlite');
    fs.symlinkSync(outside, link);
    assert.throws(
      () => engine.run(`ATTACH '${link}' AS o`),
      hasCode('engine.read-only', /a query reads only databases below/),
    );
    engine.attach(link, 'o');
    assert.deepEqual(engine.query('SELECT count(*) FROM o.t').rows, [[3]]);
    assert.throws(() => engine.query('DELETE FROM o.t'), hasCode('engine.read-only'));
    fs.unlinkSync(link);
  });
});

test('a query attaches other databases of the folder, and cannot write to them', async () => {
  await withDatabases((engine, folder) => {
    engine.attach(path.join(folder, '2/b.sqlite'), 'other');
    assert.deepEqual(engine.query('SELECT count(*) FROM other.t').rows, [[3]]);
    assert.throws(() => engine.query('DELETE FROM other.t'), hasCode('engine.read-only'));
  });
});

test('a query may use temporary tables, and a sort that spills to the disk leaves no file', async () => {
  await withDatabases(engine => {
    engine.run('PRAGMA cache_size=5; CREATE TEMP TABLE s AS SELECT * FROM t');
    const { rows } = engine.query(
      'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c LIMIT 50000) SELECT i FROM c ORDER BY i * 7919 % 50000, randomblob(100) LIMIT 2',
    );
    assert.equal(rows.length, 2);
    assert.deepEqual(engine.query('SELECT count(*) FROM s').rows, [[3]]);
  });
});

test('a database that is not there is not made by reading it', async () => {
  await withTemporaryFolder(async folder => {
    const file = path.join(folder, 'none.sqlite');
    await assert.rejects(openReadOnly(file), hasCode('engine.no-database'));
    assert.deepEqual(fs.readdirSync(folder), []);
  });
});
