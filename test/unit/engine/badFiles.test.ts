import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import type { SqlValue } from '../../../shared/engine/engine';
import { nodeFileSystem } from '../../../shared/engine/sqlJs/nodeFileSystem';
import { failing, fullDisk } from '../../support/faultyFileSystem';
import { hasCode } from '../../support/hasCode';
import { openFile, openReadOnly } from '../../support/openEngine';
import { withTemporaryFolder } from '../../support/temporaryFolder';

/** A database with 1000 rows. */
async function createDatabase(folder: string): Promise<string> {
  const file = path.join(folder, 'a.sqlite');
  const engine = await openFile(file);
  engine.run('CREATE TABLE t (_row INTEGER PRIMARY KEY, a TEXT)');
  await engine.transaction(async () => {
    const insert = engine.prepare('INSERT INTO t (a) VALUES (?)');
    for (let row = 0; row < 1000; row++) insert.run(['x'.repeat(300)]);
    insert.finalize();
  });
  engine.close();
  return file;
}

async function summaryOf(file: string): Promise<readonly (readonly SqlValue[])[]> {
  const engine = await openReadOnly(file);
  const { rows } = engine.query(
    'SELECT count(*), sum(length(a)), (SELECT * FROM pragma_integrity_check) FROM t',
  );
  engine.close();
  return rows;
}

for (const [what, change] of [
  ['moved away', (file: string) => fs.renameSync(file, `${file}.old`)],
  [
    'replaced by an older copy',
    (file: string) => {
      fs.copyFileSync(file, `${file}.copy`);
      fs.renameSync(`${file}.copy`, file);
    },
  ],
] as const) {
  test(`nothing is written to a file that was ${what} meanwhile, nor a journal beside another`, async () => {
    await withTemporaryFolder(async folder => {
      const file = await createDatabase(folder);
      const engine = await openFile(file);
      const write = async () => {
        engine.run('DELETE FROM t WHERE _row = 1');
      };
      const moved = hasCode('engine.io', /moved, deleted or replaced/);
      await assert.rejects(
        engine.transaction(async () => {
          await write();
          change(file);
        }),
        moved,
      );
      await assert.rejects(engine.transaction(write), moved);
      engine.close();
      const left = fs.readdirSync(folder).filter(name => name !== 'a.sqlite');
      assert.deepEqual(
        left.filter(name => name.endsWith('-journal')),
        [],
      );
      for (const name of fs.readdirSync(folder)) {
        assert.equal((await summaryOf(path.join(folder, name)))[0]?.[0], 1000);
      }
    });
  });
}

for (const mode of ['readWrite', 'readOnly'] as const) {
  const open = mode === 'readWrite' ? openFile : (file: string) => openReadOnly(file);

  test(`${mode}: a database in WAL mode is refused with the command that changes it`, async () => {
    await withTemporaryFolder(async folder => {
      const file = await createDatabase(folder);
      const bytes = fs.readFileSync(file);
      bytes[18] = bytes[19] = 2;
      fs.writeFileSync(file, bytes);
      await assert.rejects(
        open(file),
        hasCode('engine.wal-mode', /sqlite3 '.*a\.sqlite' 'PRAGMA journal_mode=DELETE'$/),
      );
      assert.deepEqual(fs.readFileSync(file), bytes);
    });
  });

  for (const [what, bytes] of [
    ['a text', Buffer.from('<!doctype html>'.repeat(100))],
    ['a short file', Buffer.from('SQLite format 3\0')],
  ] as const) {
    test(`${mode}: ${what} is not a database, and stays as it is`, async () => {
      await withTemporaryFolder(async folder => {
        const file = path.join(folder, 'a.sqlite');
        fs.writeFileSync(file, bytes);
        await assert.rejects(open(file), hasCode('engine.not-a-database', /a\.sqlite/));
        assert.deepEqual(fs.readFileSync(file), bytes);
      });
    });
  }
}

test('a header with garbage behind it is damaged, not a crash', async () => {
  await withTemporaryFolder(async folder => {
    const file = await createDatabase(folder);
    const bytes = fs.readFileSync(file);
    bytes.fill(0xa5, 100);
    fs.writeFileSync(file, bytes);
    await assert.rejects(
      (async () => {
        const engine = await openReadOnly(file);
        try {
          engine.query('SELECT * FROM t');
        } finally {
          engine.close();
        }
      })(),
      hasCode('engine.corrupt', /a\.sqlite: the database is damaged/),
    );
  });
});

for (const freeBytes of [0, 100, 5000, 40_000, 200_000]) {
  test(`a disk that is full after ${freeBytes} bytes undoes the transaction and nothing else`, async () => {
    await withTemporaryFolder(async folder => {
      const file = await createDatabase(folder);
      const before = await summaryOf(file);
      const engine = await openFile(file, fullDisk(nodeFileSystem, freeBytes));
      engine.run('PRAGMA cache_size=10');
      const change = engine.transaction(async () => {
        engine.run("UPDATE t SET a = a || 'y'");
        engine.run('INSERT INTO t (a) SELECT a || a FROM t');
      });
      await assert.rejects(change, hasCode('engine.disk-full', /the disk is full/));
      assert.deepEqual(engine.query('SELECT count(*) FROM t').rows, [[1000]]);
      engine.close();
      assert.deepEqual(await summaryOf(file), before);
      assert.deepEqual(fs.readdirSync(folder), ['a.sqlite']);
    });
  });
}

for (const [operation, code, expected] of [
  ['sync', 'EIO', 'engine.io'],
  ['syncFolder', 'EIO', 'engine.io'],
  ['write', 'EIO', 'engine.io'],
  ['read', 'EIO', 'engine.io'],
  ['truncate', 'ENOSPC', 'engine.disk-full'],
  ['open', 'EACCES', 'engine.read-only'],
  ['open', 'EROFS', 'engine.read-only'],
] as const) {
  for (const after of [0, 1, 3]) {
    test(`${operation} failing with ${code} from call ${after + 1} on is ${expected} or harmless`, async () => {
      await withTemporaryFolder(async folder => {
        const file = await createDatabase(folder);
        const before = await summaryOf(file);
        const outcome = await openAndChange(file, operation, code, after);
        if (outcome === 'done') return assert.notDeepEqual(await summaryOf(file), before);
        hasCode(expected, new RegExp(code))(outcome);
        const repaired = await openFile(file);
        repaired.close();
        // When only the journal's removal could not be made to last, the transaction is in effect.
        const [row] = await summaryOf(file);
        assert.ok([300_000, 301_000].includes(Number(row?.[1])), String(row));
        assert.equal(row?.[2], 'ok');
        if (operation !== 'syncFolder') assert.deepEqual([row], before);
      });
    });
  }
}

test('a database that may not be read says so to a query, and not that it cannot be written', async () => {
  await withTemporaryFolder(async folder => {
    const file = await createDatabase(folder);
    const denied = failing(nodeFileSystem, 'open', 'EACCES', 0);
    await assert.rejects(
      openReadOnly(file, folder, denied),
      hasCode('engine.denied', /may not be read/),
    );
  });
});

async function openAndChange(
  file: string,
  operation: Parameters<typeof failing>[1],
  code: string,
  after: number,
): Promise<unknown> {
  try {
    const engine = await openFile(file, failing(nodeFileSystem, operation, code, after));
    try {
      await engine.transaction(async () => engine.run("UPDATE t SET a = a || 'z'"));
      return 'done';
    } finally {
      engine.close();
    }
  } catch (error) {
    return error;
  }
}
