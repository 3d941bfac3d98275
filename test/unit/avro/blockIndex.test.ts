import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bytesSource } from '../../../shared/avro/byteSource';
import type { IndexProgress } from '../../../shared/avro/blockIndex';
import { countRows, findRow, indexBlocks } from '../../../shared/avro/blockIndex';
import { openContainer } from '../../../shared/avro/container';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { allBlocks, CountingSource, damaged, numberedFile } from '../../support/avroSources';
import { hasCode } from '../../support/hasCode';

test('the index knows every block and every row', async () => {
  const container = await openContainer(bytesSource(numberedFile(30_000, { blockBytes: 700 })));
  const blocks = await allBlocks(container);
  const index = await indexBlocks(container);
  assert.equal(index.rowCount, 30_000);
  assert.equal(index.blockCount, blocks.length);
  assert.deepEqual(
    [...index.offsets],
    [...blocks.map(({ offset }) => offset), container.source.size],
  );
  assert.deepEqual([...index.firstRows], [...blocks.map(({ firstRow }) => firstRow), 30_000]);
  const random = new SeededRandom(1);
  for (let round = 0; round < 1000; round++) {
    const row = random.below(30_000);
    const block = blocks[index.blockOfRow(row)];
    assert.ok(block && block.firstRow <= row && row < block.firstRow + block.rowCount);
  }
  for (const row of [-1, 30_000, Number.NaN, 1e18]) assert.equal(index.blockOfRow(row), -1);
});

test('large blocks cost 36 bytes each, not what they hold', async () => {
  const bytes = numberedFile(20_000, { blockBytes: 100_000 }, 500);
  const source = new CountingSource(bytes);
  const container = await openContainer(source);
  source.reads.length = 0;
  const index = await indexBlocks(container);
  assert.ok(index.blockCount > 90);
  assert.ok(source.bytesRead <= 36 * index.blockCount, `${source.bytesRead} bytes`);
  assert.equal(index.bytesRead, source.bytesRead);
});

test('small blocks are read in chunks, each byte once', async () => {
  const source = new CountingSource(numberedFile(40_000, { blockBytes: 300 }));
  const container = await openContainer(source);
  source.reads.length = 0;
  const index = await indexBlocks(container);
  assert.ok(index.blockCount > 3000);
  assert.ok(source.reads.length < 10, `${source.reads.length} reads`);
  assert.ok(source.bytesRead < source.size * 1.01, `${source.bytesRead} of ${source.size}`);
});

test('a small file costs no read beyond that of its header', async () => {
  const source = new CountingSource(numberedFile(50));
  const container = await openContainer(source);
  assert.equal(await countRows(container), 50);
  assert.equal(source.reads.length, 1);
});

test('a file without rows has an index without blocks', async () => {
  const index = await indexBlocks(await openContainer(bytesSource(numberedFile(0))));
  assert.deepEqual([index.blockCount, index.rowCount, index.blockOfRow(0)], [0, 0, -1]);
});

test('a row is found by walking to it', async () => {
  const source = new CountingSource(numberedFile(20_000, { blockBytes: 50_000 }, 500));
  const container = await openContainer(source);
  const blocks = await allBlocks(container);
  source.reads.length = 0;
  const found = await findRow(container, 1000);
  const expected = blocks.find(({ firstRow, rowCount }) => 1000 < firstRow + rowCount);
  assert.deepEqual(found, { offset: expected?.offset, firstRow: expected?.firstRow });
  assert.ok(source.reads.length < 15);
  assert.equal(await findRow(container, 20_000), undefined);
});

test('progress comes now and then and at the end', async () => {
  const container = await openContainer(bytesSource(numberedFile(30_000, { blockBytes: 100 })));
  const told: IndexProgress[] = [];
  const index = await indexBlocks(container, { onProgress: progress => told.push(progress) });
  assert.ok(told.length >= 2);
  const last = told.at(-1);
  assert.deepEqual(
    [last?.blockCount, last?.rowCount, last?.offset],
    [index.blockCount, 30_000, container.source.size],
  );
});

test('a damaged marker and a file cut off are told, though no block is read', async () => {
  const bytes = numberedFile(100);
  const wrong = damaged(bytes, copy => copy.fill(0, copy.length - 3));
  await assert.rejects(indexBlocks(await openContainer(wrong)), hasCode('avro.bad-sync-marker'));
  const cut = bytesSource(bytes.subarray(0, -1));
  await assert.rejects(countRows(await openContainer(cut)), hasCode('avro.truncated'));
});

test('an abort ends the walk', async () => {
  const container = await openContainer(bytesSource(numberedFile(30_000, { blockBytes: 100 })));
  const controller = new AbortController();
  const onProgress = (): void => controller.abort(new Error('enough'));
  await assert.rejects(indexBlocks(container, { onProgress }, controller.signal), /enough/);
});
