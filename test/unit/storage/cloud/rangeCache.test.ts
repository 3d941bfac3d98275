// A cache that several processes share: what it gives back is what was put there, or nothing.
import assert from 'node:assert/strict';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { createRangeCache, type BlockKey } from '../../../../shared/storage/cloud/rangeCache';
import { markedBytes } from '../../../support/scriptedClient';
import { withTemporaryFolder } from '../../../support/temporaryFolder';

const key: BlockKey = { url: 's3://b/one', version: '"e1"', size: 1000, start: 0 };

test('a block is found by all that names it, by whoever shares the folder', () =>
  withTemporaryFolder(async folder => {
    const bytes = markedBytes(500);
    await createRangeCache({ folder, bytes: 1 << 20 }).write(key, bytes);
    const cache = createRangeCache({ folder, bytes: 1 << 20 });
    assert.deepEqual(new Uint8Array((await cache.read(key)) ?? []), bytes);
    const others = [{ url: 's3://b/two' }, { version: '"e2"' }, { size: 1001 }, { start: 65_536 }];
    for (const other of others) assert.equal(await cache.read({ ...key, ...other }), undefined);
  }));

test('a damaged or half written block is not there any more', () =>
  withTemporaryFolder(async folder => {
    const cache = createRangeCache({ folder, bytes: 1 << 20 });
    for (const damage of [
      (content: Buffer) => content.fill(0, 100, 101),
      (content: Buffer) => content.subarray(0, 200),
      () => Buffer.alloc(0),
    ]) {
      await cache.write(key, markedBytes(500));
      const [file] = await filesIn(folder);
      assert.ok(file);
      await writeFile(file, damage(await readFile(file)));
      assert.equal(await cache.read(key), undefined);
      assert.deepEqual(await filesIn(folder), []);
    }
  }));

test('it stays below its bound and lets go what was used longest ago', () =>
  withTemporaryFolder(async folder => {
    const cache = createRangeCache({ folder, bytes: 100_000 });
    const block = (start: number) => ({ ...key, start });
    for (let i = 0; i < 9; i++) await cache.write(block(i), markedBytes(10_000));
    // Written long ago, and all but the first not used since.
    for (const file of await filesIn(folder)) await utimes(file, 1, 1);
    await cache.read(block(0));
    for (let i = 9; i < 15; i++) await cache.write(block(i), markedBytes(10_000));
    const sizes = await Promise.all((await filesIn(folder)).map(file => stat(file)));
    assert.ok(sizes.reduce((sum, { size }) => sum + size, 0) <= 100_000);
    assert.ok(await cache.read(block(0)));
    assert.ok(await cache.read(block(14)));
    assert.equal(await cache.read(block(1)), undefined);
  }));

test('what a killed process left half written goes after an hour', () =>
  withTemporaryFolder(async folder => {
    await createRangeCache({ folder, bytes: 1 << 20 }).write(key, markedBytes(10));
    const left = path.join(folder, 'left.tmp');
    await writeFile(left, 'x');
    await utimes(left, 1, 1);
    await createRangeCache({ folder, bytes: 1 << 20 }).write(key, markedBytes(10));
    assert.equal((await filesIn(folder)).length, 1);
  }));

test('a folder that cannot be written to is an empty cache', async () => {
  const cache = createRangeCache({ folder: '/dev/null/cache', bytes: 1000 });
  await cache.write(key, markedBytes(10));
  assert.equal(await cache.read(key), undefined);
});

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name));
}
