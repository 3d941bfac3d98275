import assert from 'node:assert/strict';
import { appendFile, mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { createFileStore } from '../../../shared/storage/fileStore';
import { hasCode } from '../../support/hasCode';
import { testStoreContract } from '../../support/storeContract';
import { withTemporaryFolder } from '../../support/temporaryFolder';

async function put(root: string, name: string, content: string): Promise<void> {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}

testStoreContract('file store', body =>
  withTemporaryFolder(root =>
    body({
      store: createFileStore(root),
      put: (name, content) => put(root, name, content),
      remove: name => rm(path.join(root, name)),
    }),
  ),
);

test('a link inside the folder is followed, also when the folder itself is reached by one', () =>
  withTemporaryFolder(async folder => {
    await put(folder, 'real/datasync/one', 'abc');
    await symlink(path.join(folder, 'real', 'datasync'), path.join(folder, 'real', 'alias'));
    await symlink(path.join(folder, 'real'), path.join(folder, 'root'));
    const store = createFileStore(path.join(folder, 'root'));
    assert.equal((await store.stat('alias/one'))?.size, 3);
    assert.deepEqual((await store.list('')).folders, ['alias', 'datasync']);
  }));

test('a link out of the folder is refused and says where it leads', () =>
  withTemporaryFolder(async folder => {
    await put(folder, 'secret/key', 'abc');
    await put(folder, 'store/one', 'abc');
    await symlink(path.join(folder, 'secret'), path.join(folder, 'store', 'out'));
    await symlink(path.join(folder, 'secret', 'key'), path.join(folder, 'store', 'key'));
    const store = createFileStore(path.join(folder, 'store'));
    await assert.rejects(store.open('out/key'), hasCode('storage.outside-folder', /secret/));
    await assert.rejects(store.open('key'), hasCode('storage.outside-folder', /key.*secret/));
    await assert.rejects(store.list('out'), hasCode('storage.outside-folder'));
  }));

test('a folder beside the root whose name begins like it is outside', () =>
  withTemporaryFolder(async folder => {
    await put(folder, 'store-2/one', 'abc');
    await put(folder, 'store/two', 'abc');
    await symlink(path.join(folder, 'store-2', 'one'), path.join(folder, 'store', 'one'));
    const store = createFileStore(path.join(folder, 'store'));
    await assert.rejects(store.open('one'), hasCode('storage.outside-folder'));
  }));

test('a dangling link and a circle of links are left out of the listing', () =>
  withTemporaryFolder(async folder => {
    await put(folder, 'one', 'abc');
    await symlink(path.join(folder, 'gone'), path.join(folder, 'dangling'));
    await symlink('circle', path.join(folder, 'circle'));
    const store = createFileStore(folder);
    const { folders, objects } = await store.list('');
    assert.deepEqual([folders, objects.map(object => object.path)], [[], ['one']]);
    await assert.rejects(store.open('circle'), hasCode('storage.not-found', /circle/));
  }));

test('a file that grows or shrinks while it is read is storage.changed', () =>
  withTemporaryFolder(async folder => {
    await put(folder, 'one', 'x'.repeat(1000));
    const store = createFileStore(folder);
    const growing = await store.open('one');
    await appendFile(path.join(folder, 'one'), 'more');
    await assert.rejects(growing.read(0, 10), hasCode('storage.changed', /one changed/));
    await growing.close();
    const shrinking = await store.open('one');
    await truncate(path.join(folder, 'one'), 100);
    await assert.rejects(shrinking.read(500, 600), hasCode('storage.changed'));
    await shrinking.close();
  }));

test('a file that is replaced under an open handle still reads as it was opened', () =>
  withTemporaryFolder(async folder => {
    await put(folder, 'one', 'old');
    await put(folder, 'new', 'new');
    const store = createFileStore(folder);
    const object = await store.open('one');
    await rename(path.join(folder, 'new'), path.join(folder, 'one'));
    assert.equal(new TextDecoder().decode(await object.read(0, 3)), 'old');
    await object.close();
  }));

test('a root that appears later is found, one that never does is storage.not-found', () =>
  withTemporaryFolder(async folder => {
    const root = path.join(folder, 'later');
    const store = createFileStore(root);
    await assert.rejects(store.list(''), hasCode('storage.not-found', /later/));
    await put(root, 'one', 'abc');
    assert.equal((await store.list('')).objects.length, 1);
  }));
