import assert from 'node:assert/strict';
import { appendFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { DataSyncError } from '../../../shared/errors';
import { ExportFolders } from '../../../shared/facts/exportFolders';
import { createFileStore } from '../../../shared/storage/fileStore';
import type { ObjectStore } from '../../../shared/storage/objectStore';
import { countingStore, type StoreCounts } from '../../support/countingStore';
import { createMemoryStore } from '../../support/memoryStore';
import { writeOldFiles } from '../../support/oldFiles';
import { withTemporaryFolder } from '../../support/temporaryFolder';

test('sizes, versions and files of exports; what nobody looked for is unknown', () =>
  withFolders(
    { 'aa/allpages.avro': 'four', 'aa/matchedEvents/Page/Zoë.AVRO': '1', 'bb/x': '1' },
    async ({ folders, folder }) => {
      const files = await folders.read(folder, ['aa', 'bb', 'cc', '../aa']);
      assert.equal(files.size('aa', 'allpages.avro'), 4);
      assert.equal(files.size('aa', 'nowhere.avro'), null);
      assert.equal(files.size('bb', 'x'), undefined);
      assert.equal(files.version('aa', 'nowhere.avro'), undefined);
      assert.notEqual(files.version('aa', 'allpages.avro'), undefined);
      assert.deepEqual(files.avroFiles('aa'), ['allpages.avro', 'matchedEvents/Page/Zoë.AVRO']);
      assert.deepEqual(
        ['aa', 'bb', 'cc', '../aa'].map(id => files.hasFiles(id)),
        [true, false, false, false],
      );
    },
  ));

test('where no export has files nobody knows whether they should be there', () =>
  withFolders({ 'aa/billofmaterials.json': '{}' }, async ({ folders, folder }) => {
    const files = await folders.read(folder, ['aa', 'bb']);
    assert.deepEqual([files.hasFiles('aa'), files.hasFiles('bb')], [undefined, undefined]);
    assert.equal(files.size('aa', 'a.avro'), undefined);
  }));

test('what did not change is not listed again, and is the same object', () =>
  withFolders({ 'aa/a.avro': '1', 'bb/b.avro': '1' }, async ({ folders, folder, listed }) => {
    const before = await folders.read(folder, ['aa', 'bb']);
    assert.deepEqual([...listed()].sort(), ['aa', 'bb']);
    folders.forget();
    assert.equal(await folders.read(folder, ['aa', 'bb']), before);
    await folders.read(folder, ['bb']);
    assert.deepEqual(listed(), []);
  }));

test('a file that came is seen, and only its export is listed again', () =>
  withFolders({ 'aa/m/a.avro': '1', 'bb/b.avro': '1' }, async ({ folders, folder, listed }) => {
    const before = await folders.read(folder, ['aa', 'bb']);
    listed();
    await writeFile(path.join(folder, 'aa/m/new.avro'), 'four');
    folders.forget();
    const files = await folders.read(folder, ['aa', 'bb']);
    assert.notEqual(files, before);
    assert.equal(files.size('aa', 'm/new.avro'), 4);
    assert.deepEqual(listed(), ['aa', 'aa/m']);
  }));

test('a file that may still grow is looked at again, until it is left alone', () =>
  withFolders({ 'aa/a.avro': '1' }, async ({ folders, folder }) => {
    const location = path.join(folder, 'aa/b.avro');
    await writeFile(location, '1');
    const before = await folders.read(folder, ['aa']);
    folders.forget();
    assert.equal(await folders.read(folder, ['aa']), before);
    await appendFile(location, '2');
    folders.forget();
    assert.equal((await folders.read(folder, ['aa'])).size('aa', 'b.avro'), 2);
  }));

test('a file that is told to have changed is looked at though its folder did not', () =>
  withFolders({ 'aa/m/a.avro': '1' }, async ({ folders, folder }) => {
    await folders.read(folder, ['aa']);
    const location = path.join(folder, 'aa/m/a.avro');
    await appendFile(location, '2');
    folders.forget([location]);
    assert.equal((await folders.read(folder, ['aa'])).size('aa', 'm/a.avro'), 2);
  }));

test('an export that goes or comes is seen', () =>
  withFolders({ 'aa/a.avro': '1', 'bb/b.avro': '1' }, async ({ folders, folder }) => {
    await folders.read(folder, ['aa', 'bb', 'cc']);
    await rm(path.join(folder, 'aa'), { recursive: true });
    await mkdir(path.join(folder, 'cc'));
    await writeFile(path.join(folder, 'cc/c.avro'), '');
    folders.forget();
    const files = await folders.read(folder, ['aa', 'bb', 'cc']);
    assert.deepEqual(
      ['aa', 'bb', 'cc'].map(id => files.hasFiles(id)),
      [false, true, true],
    );
  }));

test('a link out of the folder is not followed', () =>
  withFolders({ 'below/aa/a.avro': '1', 'bb/b.avro': '1' }, async ({ folders, folder }) => {
    const below = path.join(folder, 'below');
    await symlink(path.join(folder, 'bb'), path.join(below, 'bb'));
    const files = await folders.read(below, ['aa', 'bb']);
    assert.deepEqual([files.hasFiles('aa'), files.hasFiles('bb')], [true, false]);
  }));

test('where a folder cannot be read nothing is called missing, and it is tried again', async () => {
  const memory = createMemoryStore({ 'aa/a.avro': '1', 'aa/m/b.avro': '1', 'bb/b.avro': '1' });
  let isDenied = true;
  const store: ObjectStore = {
    ...memory,
    list: async (folder, signal) => {
      if (isDenied && folder === 'aa/m') throw new DataSyncError('storage.denied', 'no');
      return memory.list(folder, signal);
    },
  };
  const folders = new ExportFolders(() => store);
  const before = await folders.read('/x', ['aa', 'bb']);
  assert.deepEqual([before.hasFiles('aa'), before.size('aa', 'a.avro')], [true, undefined]);
  assert.equal(before.size('bb', 'none.avro'), null);
  isDenied = false;
  folders.forget();
  assert.equal((await folders.read('/x', ['aa', 'bb'])).size('aa', 'none.avro'), null);
});

test('exports that are not there are not looked for one by one', () =>
  withFolders({ 'aa/a.avro': '1' }, async ({ folders, folder, listed }) => {
    const files = await folders.read(folder, ['aa', 'bb', 'cc']);
    assert.equal(files.hasFiles('bb'), false);
    assert.deepEqual(listed(), ['aa']);
  }));

test('listing can be given up', () =>
  withFolders({ 'aa/a.avro': '1' }, async ({ folders, folder }) => {
    await assert.rejects(folders.read(folder, ['aa'], AbortSignal.abort()), { name: 'AbortError' });
    assert.equal((await folders.read(folder, ['aa'])).size('aa', 'a.avro'), 1);
  }));

interface Subject {
  readonly folder: string;
  readonly folders: ExportFolders;
  /** What was listed since the last call. */
  readonly listed: () => readonly string[];
}

function withFolders(
  files: Readonly<Record<string, string>>,
  body: (subject: Subject) => Promise<void>,
): Promise<void> {
  return withTemporaryFolder(async folder => {
    await writeOldFiles(folder, files);
    const all: StoreCounts[] = [];
    const folders = new ExportFolders(root => {
      const { store, counts } = countingStore(createFileStore(root));
      all.push(counts);
      return store;
    });
    const listed = () => all.splice(0).flatMap(counts => counts.listed);
    await body({ folder, folders, listed });
  });
}
