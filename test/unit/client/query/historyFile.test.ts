import assert from 'node:assert/strict';
import { readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { HistoryFile } from '../../../../client/query/historyFile';
import { historyEntry } from '../../../support/historyEntry';
import { withTemporaryFolder } from '../../../support/temporaryFolder';

const texts = async (file: HistoryFile) => (await file.read()).map(({ sql }) => sql);

test('the newest comes first; what is more than wanted goes; one and all can be removed', async () => {
  await withTemporaryFolder(async folder => {
    const file = new HistoryFile(path.join(folder, 'storage', 'history.ndjson'));
    assert.deepEqual(await texts(file), []);
    for (const sql of ['a', 'b', 'c']) await file.add(historyEntry(sql), 2);
    assert.deepEqual(await texts(file), ['c', 'b']);
    await file.remove('c');
    assert.deepEqual(await texts(file), ['b']);
    await file.clear();
    assert.deepEqual(await texts(file), []);
  });
});

test('windows that write at the same time lose nothing of each other, and leave nothing else', async () => {
  await withTemporaryFolder(async folder => {
    const name = path.join(folder, 'history.ndjson');
    const windows = [new HistoryFile(name), new HistoryFile(name), new HistoryFile(name)];
    const wanted = windows.flatMap((window, at) =>
      Array.from({ length: 10 }, (_, i) => ({ window, sql: `${at}/${i}` })),
    );
    await Promise.all(wanted.map(({ window, sql }) => window.add(historyEntry(sql), 100)));
    assert.deepEqual(
      [...(await texts(new HistoryFile(name)))].sort(),
      wanted.map(({ sql }) => sql).sort(),
    );
    assert.deepEqual(await readdir(folder), ['history.ndjson']);
  });
});

test('a damaged file costs what is damaged, and is whole after the next statement', async () => {
  await withTemporaryFolder(async folder => {
    const name = path.join(folder, 'history.ndjson');
    const file = new HistoryFile(name);
    await file.add(historyEntry('a'), 9);
    await writeFile(name, '{"half', { flag: 'a' });
    await file.add(historyEntry('b'), 9);
    assert.deepEqual(await texts(file), ['b', 'a']);
  });
});

test('the file is for the user alone', async () => {
  await withTemporaryFolder(async folder => {
    const name = path.join(folder, 'history.ndjson');
    await new HistoryFile(name).add(historyEntry('a'), 9);
    assert.equal((await stat(name)).mode & 0o777, 0o600);
  });
});
