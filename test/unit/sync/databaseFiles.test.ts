import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { databaseFile, fileNameOf, listDatabases } from '../../../shared/sync/databaseFiles';
import { withTemporaryFolder } from '../../support/temporaryFolder';

test('ids become file names, encoded only where a file system needs it', () => {
  assert.equal(fileNameOf('-323232'), '-323232');
  assert.equal(fileNameOf('6184512345678901'), '6184512345678901');
  assert.equal(fileNameOf('a/b:c*'), 'a%2Fb%3Ac%2A');
  assert.equal(fileNameOf('..'), '%2E%2E');
  assert.equal(fileNameOf('CON'), '%43ON');
  assert.equal(fileNameOf('100%'), '100%25');
});

test('databases are found again under their ids', async () => {
  await withTemporaryFolder(async folder => {
    const ids = [
      ['1', '-323232'],
      ['1', 'visitor'],
      ['a/b', 'ü:x'],
    ] as const;
    for (const [subscription, application] of ids) {
      const { file } = databaseFile(folder, subscription, application);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, '');
      await writeFile(`${file}-journal`, '');
    }
    const found = await listDatabases(folder);
    assert.deepEqual(
      found.map(({ subscription, application }) => [subscription, application]),
      ids,
    );
  });
});

test('files that somebody else named are found where they lie', async () => {
  await withTemporaryFolder(async folder => {
    const names = ['-323232 (copy).sqlite', 'a b.sqlite', 'a%20b.sqlite', 'x%.sqlite'];
    await mkdir(path.join(folder, '1'));
    for (const name of names) await writeFile(path.join(folder, '1', name), '');
    const found = await listDatabases(folder);
    assert.deepEqual(
      found.map(({ file }) => file),
      names.map(name => path.join(folder, '1', name)),
    );
    assert.deepEqual(
      found.map(({ application }) => `${application}.sqlite`),
      names,
    );
  });
});

test('links that lead nowhere do not hide the databases beside them', async () => {
  await withTemporaryFolder(async folder => {
    const { file } = databaseFile(folder, '1', '2');
    await mkdir(path.dirname(file));
    await writeFile(file, '');
    await symlink('loop', path.join(folder, 'loop'));
    await symlink('loop.sqlite', path.join(folder, '1', 'loop.sqlite'));
    await symlink('gone', path.join(folder, '1', 'gone.sqlite'));
    const found = await listDatabases(folder);
    assert.deepEqual(
      found.map(each => each.file),
      [file],
    );
  });
});

test('a folder that does not exist holds no databases', async () => {
  assert.deepEqual(await listDatabases('/no/such/folder'), []);
});
