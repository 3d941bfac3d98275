import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bytesSource } from '../../../shared/avro/byteSource';
import { openContainer } from '../../../shared/avro/container';
import type { WalkedBlock, WalkProgress } from '../../../shared/avro/walkBlocks';
import { countRows, findRow, walkBlocks } from '../../../shared/avro/walkBlocks';
import { allBlocks, CountingSource, damaged, numberedFile } from '../../support/avroSources';
import { hasCode } from '../../support/hasCode';

test('a walk meets every block and all of its rows', async () => {
  const container = await openContainer(bytesSource(numberedFile(30_000, { blockBytes: 700 })));
  const blocks = await allBlocks(container);
  const met: WalkedBlock[] = [];
  const end = await walkBlocks(container, { onBlock: block => met.push(block) });
  const place = ({ offset, firstRow, rowCount }: Omit<WalkedBlock, 'end'>) => {
    return { offset, firstRow, rowCount };
  };
  assert.deepEqual(met.map(place), blocks.map(place));
  const offsets = blocks.map(({ offset }) => offset);
  assert.deepEqual(
    met.map(block => block.end),
    [...offsets.slice(1), container.source.size],
  );
  assert.deepEqual([end.rowCount, end.blockCount], [30_000, blocks.length]);
});

test('a walk ends where it is told to', async () => {
  const container = await openContainer(bytesSource(numberedFile(3000, { blockBytes: 700 })));
  let met = 0;
  await walkBlocks(container, { onBlock: () => ++met < 3 });
  assert.equal(met, 3);
});

test('large blocks cost 36 bytes each, not what they hold', async () => {
  const bytes = numberedFile(20_000, { blockBytes: 100_000 }, 500);
  const source = new CountingSource(bytes);
  const container = await openContainer(source);
  source.reads.length = 0;
  const walk = await walkBlocks(container);
  assert.ok(walk.blockCount > 90);
  assert.ok(source.bytesRead <= 36 * walk.blockCount, `${source.bytesRead} bytes`);
  assert.equal(walk.bytesRead, source.bytesRead);
});

test('small blocks are read in chunks, each byte once', async () => {
  const source = new CountingSource(numberedFile(40_000, { blockBytes: 300 }));
  const container = await openContainer(source);
  source.reads.length = 0;
  const walk = await walkBlocks(container);
  assert.ok(walk.blockCount > 3000);
  assert.ok(source.reads.length < 10, `${source.reads.length} reads`);
  assert.ok(source.bytesRead < source.size * 1.01, `${source.bytesRead} of ${source.size}`);
});

test('a small file costs no read beyond that of its header', async () => {
  const source = new CountingSource(numberedFile(50));
  const container = await openContainer(source);
  assert.equal(await countRows(container), 50);
  assert.equal(source.reads.length, 1);
});

test('a file without rows has no blocks', async () => {
  const walk = await walkBlocks(await openContainer(bytesSource(numberedFile(0))));
  assert.deepEqual([walk.blockCount, walk.rowCount], [0, 0]);
});

test('a row is found by walking to it', async () => {
  const source = new CountingSource(numberedFile(20_000, { blockBytes: 50_000 }, 500));
  const container = await openContainer(source);
  const blocks = await allBlocks(container);
  source.reads.length = 0;
  const found = await findRow(container, 1000);
  const expected = blocks.find(({ firstRow, rowCount }) => 1000 < firstRow + rowCount);
  assert.deepEqual(
    [found?.offset, found?.firstRow, found?.rowCount],
    [expected?.offset, expected?.firstRow, expected?.rowCount],
  );
  assert.ok(source.reads.length < 15);
  assert.equal(await findRow(container, 20_000), undefined);
});

test('progress comes now and then and at the end', async () => {
  const container = await openContainer(bytesSource(numberedFile(30_000, { blockBytes: 100 })));
  const told: WalkProgress[] = [];
  const walk = await walkBlocks(container, { onProgress: progress => told.push(progress) });
  assert.ok(told.length >= 2);
  const last = told.at(-1);
  assert.deepEqual(
    [last?.blockCount, last?.rowCount, last?.offset],
    [walk.blockCount, 30_000, container.source.size],
  );
});

test('a damaged marker and a file cut off are told, though no block is read', async () => {
  const bytes = numberedFile(100);
  const wrong = damaged(bytes, copy => copy.fill(0, copy.length - 3));
  await assert.rejects(walkBlocks(await openContainer(wrong)), hasCode('avro.bad-sync-marker'));
  const cut = bytesSource(bytes.subarray(0, -1));
  await assert.rejects(countRows(await openContainer(cut)), hasCode('avro.truncated'));
});

test('an abort ends the walk', async () => {
  const container = await openContainer(bytesSource(numberedFile(30_000, { blockBytes: 100 })));
  const controller = new AbortController();
  const onProgress = (): void => controller.abort(new Error('enough'));
  await assert.rejects(walkBlocks(container, { onProgress }, controller.signal), /enough/);
});
