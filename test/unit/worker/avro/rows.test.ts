// The rows of a preview: what they cost, where they come from, and what is said of damage.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bytesSource } from '../../../../shared/avro/byteSource';
import {
  CountingSource,
  damaged,
  numberedFile,
  numberedSchema,
} from '../../../support/avroSources';
import { previewing } from '../../../support/previewing';
import { repeatedAvro, RepeatedSource } from '../../../support/repeatedAvro';

const rowsOfBlock = 1000;
const block = Array.from({ length: rowsOfBlock }, (_, id) => ({
  id,
  text: `row ${id}`.padEnd(150),
}));

/** 20 million rows, 3.1 GB. */
const huge = () => new RepeatedSource(repeatedAvro({ schema: numberedSchema }, block, 20_000));

test('the first rows of a 3 GB file cost less than 1 MB', async () => {
  const source = huge();
  const { opened, cells } = await previewing(source);
  const rows = await cells(0, 100);
  assert.ok(source.size > 3e9);
  assert.deepEqual(rows[99]?.[0], '99');
  assert.ok(source.bytesRead < 1 << 20, `${source.bytesRead} bytes`);
  assert.equal(opened.state.counted, false);
  assert.ok(Math.abs(opened.state.estimate / 20e6 - 1) < 0.01, `${opened.state.estimate} rows`);
});

test('rows far away are there before counting came to them, marked approximate', async () => {
  const source = huge();
  const { channel } = await previewing(source);
  const range = { view: 'file', raw: false } as const;
  const far = await channel.request('rows', { ...range, start: 12e6, end: 12e6 + 50 });
  assert.equal(far.approximate, true);
  assert.equal(far.rows.length, 50);
  assert.equal(far.rows[0]?.row, 12e6);
  const next = await channel.request('rows', { ...range, start: 12e6 + 50, end: 12e6 + 100 });
  assert.equal(Number(next.rows[0]?.cells[0]), Number(far.rows[49]?.cells[0]) + 1);
  assert.ok(source.bytesRead < 2 << 20, `${source.bytesRead} bytes`);
});

test('after counting, every row is where its number says', async () => {
  const { cells, count } = await previewing(huge());
  const state = await count();
  assert.deepEqual([state.rowCount, state.counted, state.blockCount], [20e6, true, 20_000]);
  assert.deepEqual(
    (await cells(19_999_998, 20e6 + 5)).map(row => row[0]),
    ['998', '999'],
  );
  assert.deepEqual(
    (await cells(12_345_678, 12_345_679)).map(row => row[0]),
    ['678'],
  );
});

test('after counting, a row costs the bytes of its block', async () => {
  const source = new CountingSource(numberedFile(50_000, { blockBytes: 10_000 }));
  const { blocks } = await blocksOf(source);
  const place = blocks.findIndex(({ firstRow, rows }) => 40_000 < firstRow + rows);
  const { cells, count } = await previewing(source);
  await count();
  source.reads.length = 0;
  assert.equal((await cells(40_000, 40_001))[0]?.[0], '40000');
  assert.deepEqual(source.reads, [[blocks[place]?.offset, blocks[place + 1]?.offset]]);
});

test('a file without rows is counted at once', async () => {
  const { opened, cells } = await previewing(bytesSource(numberedFile(0)));
  assert.deepEqual([opened.state.rowCount, opened.state.counted], [0, true]);
  assert.deepEqual(await cells(0, 100), []);
});

test('what is damaged is told, and the rows behind it are shown', async () => {
  const bytes = numberedFile(3000, { blockBytes: 8000, syncMarker: new Uint8Array(16).fill(7) });
  const source = damaged(bytes, copy => copy.fill(0xff, 20_000, 20_040));
  const { count, cells, channel } = await previewing(source);
  assert.equal((await count()).rowCount, 3000);
  const known = await cells(0, 3000);
  const unread = known.filter(row => row.length === 0).length;
  assert.ok(unread > 0 && unread < 600, `${unread} rows lost`);
  assert.deepEqual(known[2999]?.[0], '2999');
  const { blocks } = await channel.request('blocks', { start: 0, end: 100 });
  assert.equal(blocks.filter(each => each.lost !== undefined).length, 1);
  const { lost } = await count();
  assert.deepEqual([lost.length, lost[0]?.rows, lost[0]?.exact], [1, unread, true]);
});

test('a file that ends inside a block keeps the rows before', async () => {
  const bytes = numberedFile(1000, { blockBytes: 4000 });
  const { count, cells } = await previewing(bytesSource(bytes.slice(0, bytes.length - 100)));
  const { lost, rowCount } = await count();
  assert.equal(lost.length, 1);
  assert.equal(rowCount, 1000);
  assert.equal(
    (await cells(0, 1000)).filter(row => row.length > 0).length,
    1000 - (lost[0]?.rows ?? 0),
  );
});

async function blocksOf(source: CountingSource) {
  const { channel, count } = await previewing(source);
  await count();
  return channel.request('blocks', { start: 0, end: 1000 });
}
