// sql.js is loaded once per process: this file loads it without the VFS, so it stands alone.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import type { Engine, OpenOptions } from '../../../shared/engine/engine';
import { createSqlJsEngines } from '../../../shared/engine/sqlJs/createSqlJsEngines';
import type { FileSystem } from '../../../shared/engine/sqlJs/fileSystem';
import { memoryLimit } from '../../../shared/engine/sqlJs/memoryStorage';
import { nodeFileSystem } from '../../../shared/engine/sqlJs/nodeFileSystem';
import { failing } from '../../support/faultyFileSystem';
import { hasCode } from '../../support/hasCode';
import { withTemporaryFolder } from '../../support/temporaryFolder';

async function open(
  file: string,
  mode: OpenOptions['mode'] = 'readWrite',
  fileSystem: FileSystem = nodeFileSystem,
): Promise<Engine> {
  const engines = await createSqlJsEngines({ memoryOnly: true, fileSystem });
  return engines.open({ file, mode });
}

test('a committed transaction is in the file at once, with statements still open', async () => {
  await withTemporaryFolder(async folder => {
    const file = path.join(folder, 'sub', 'ü.sqlite');
    const engine = await open(file);
    engine.run('CREATE TABLE t (a)');
    const insert = engine.prepare('INSERT INTO t VALUES (?)');
    await engine.transaction(async () => insert.run([2n ** 60n]));
    const reader = await open(file, 'readOnly');
    assert.deepEqual(reader.query('SELECT a FROM t').rows, [[2n ** 60n]]);
    reader.close();
    await engine.transaction(async () => insert.run([1]));
    insert.finalize();
    engine.close();
    const again = await open(file, 'readOnly');
    assert.deepEqual(again.query('SELECT count(*) FROM t').rows, [[2]]);
    again.close();
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['ü.sqlite']);
  });
});

test('a reader neither writes nor leaves a trace, and attaches other databases', async () => {
  await withTemporaryFolder(async folder => {
    const [main, other] = [path.join(folder, 'a.sqlite'), path.join(folder, 'visitor.sqlite')];
    for (const file of [main, other]) {
      const writer = await open(file);
      writer.run('CREATE TABLE t (a); INSERT INTO t VALUES (1)');
      writer.close();
    }
    const before = fs.readFileSync(main);
    const reader = await open(main, 'readOnly');
    reader.attach(other, 'visitor');
    assert.deepEqual(reader.query('SELECT count(*) FROM visitor.t').rows, [[1]]);
    assert.throws(() => reader.run('INSERT INTO t VALUES (2)'), hasCode('engine.read-only'));
    reader.close();
    assert.deepEqual(fs.readFileSync(main), before);
  });
});

test('a file beyond the limit is refused before it is read', async () => {
  const large: FileSystem = { ...nodeFileSystem, sizeAt: () => memoryLimit + 1 };
  await assert.rejects(
    open('/nowhere/large.sqlite', 'readOnly', large),
    hasCode('engine.too-large', /databases live in memory, and 268435457 bytes are more/),
  );
});

test('a file that cannot be written stays as it was', async () => {
  await withTemporaryFolder(async folder => {
    const file = path.join(folder, 'a.sqlite');
    const writer = await open(file);
    writer.run('CREATE TABLE t (a)');
    writer.close();
    const before = fs.readFileSync(file);
    const engine = await open(file, 'readWrite', failing(nodeFileSystem, 'sync', 'ENOSPC'));
    const change = engine.transaction(async () => engine.run('INSERT INTO t VALUES (1)'));
    await assert.rejects(change, hasCode('engine.disk-full'));
    assert.throws(() => engine.close(), hasCode('engine.disk-full'));
    assert.deepEqual(fs.readFileSync(file), before);
    assert.deepEqual(fs.readdirSync(folder), ['a.sqlite']);
  });
});

test('an unfinished journal is not overlooked', async () => {
  await withTemporaryFolder(async folder => {
    const file = path.join(folder, 'a.sqlite');
    const writer = await open(file);
    writer.close();
    fs.writeFileSync(`${file}-journal`, 'x');
    await assert.rejects(open(file), hasCode('engine.unsupported', /journal of an unfinished/));
  });
});

test('a WAL database is refused here too', async () => {
  await withTemporaryFolder(async folder => {
    const file = path.join(folder, 'a.sqlite');
    const writer = await open(file);
    writer.run('CREATE TABLE t (a)');
    writer.close();
    const bytes = fs.readFileSync(file);
    bytes[18] = bytes[19] = 2;
    fs.writeFileSync(file, bytes);
    await assert.rejects(open(file), hasCode('engine.wal-mode'));
  });
});
