import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ByteSource } from '../../../shared/avro/byteSource';
import { bytesSource } from '../../../shared/avro/byteSource';
import type { CodecName } from '../../../shared/avro/codec';
import { openContainer } from '../../../shared/avro/container';
import { readBlocks } from '../../../shared/avro/readBlocks';
import { longBytes } from '../../../shared/avro/varint';
import { allBlocks, CountingSource, damaged, numberedFile } from '../../support/avroSources';
import { hasCode } from '../../support/hasCode';

const codecs: readonly CodecName[] = ['null', 'deflate', 'snappy', 'zstandard', 'bzip2', 'xz'];

for (const codec of codecs) {
  test(`${codec}: blocks come in order with their rows, unpacked`, async () => {
    const plain = await openContainer(bytesSource(numberedFile(4000, { blockBytes: 5000 })));
    const packed = await openContainer(
      bytesSource(numberedFile(4000, { codec, blockBytes: 5000 })),
    );
    const expected = await allBlocks(plain);
    const found = await allBlocks(packed);
    assert.deepEqual(
      found.map(({ firstRow, rowCount, bytes }) => [firstRow, rowCount, Buffer.from(bytes)]),
      expected.map(({ firstRow, rowCount, bytes }) => [firstRow, rowCount, Buffer.from(bytes)]),
    );
  });
}

test('large blocks, unpacked in the background, stay in order', async () => {
  const bytes = numberedFile(60_000, { codec: 'deflate', blockBytes: 50_000 });
  const blocks = await allBlocks(await openContainer(bytesSource(bytes)));
  assert.ok(blocks.length > 20);
  let row = 0;
  for (const { firstRow, rowCount } of blocks) {
    assert.equal(firstRow, row);
    row += rowCount;
  }
  assert.equal(row, 60_000);
});

test('a part of a file is read alone', async () => {
  const source = new CountingSource(numberedFile(60_000, { blockBytes: 20_000 }));
  const container = await openContainer(source);
  const blocks = await allBlocks(container);
  const [third, sixth] = [blocks[20], blocks[23]];
  assert.ok(third && sixth);
  source.reads.length = 0;
  const rows: number[] = [];
  const part = { start: third.offset, end: sixth.offset, firstRow: third.firstRow };
  for await (const block of readBlocks(container, part)) rows.push(block.firstRow);
  assert.deepEqual(
    rows,
    blocks.slice(20, 23).map(({ firstRow }) => firstRow),
  );
  assert.deepEqual(source.reads, [[third.offset, sixth.offset]]);
});

test('a first block costs a small read, not the file', async () => {
  const source = new CountingSource(numberedFile(400_000, { blockBytes: 20_000 }));
  const container = await openContainer(source);
  for await (const block of readBlocks(container, { readAhead: 0 })) {
    if (block.firstRow > 3000) break;
  }
  assert.ok(source.bytesRead < 400_000, `${source.bytesRead} of ${source.size} bytes`);
});

test('blocks without rows are passed over', async () => {
  const bytes = numberedFile(1);
  const { dataStart, syncMarker } = await openContainer(bytesSource(bytes));
  const none = Buffer.concat([longBytes(0), longBytes(0), syncMarker]);
  const file = Buffer.concat([bytes.subarray(0, dataStart), none, bytes.subarray(dataStart), none]);
  const blocks = await allBlocks(await openContainer(bytesSource(file)));
  assert.deepEqual(
    blocks.map(({ firstRow, rowCount }) => [firstRow, rowCount]),
    [[0, 1]],
  );
});

test('a file with no blocks has none', async () => {
  assert.deepEqual(await allBlocks(await openContainer(bytesSource(numberedFile(0)))), []);
});

const framing: readonly [what: string, header: Uint8Array, code: string, text: RegExp][] = [
  [
    'a row count of 2^60',
    longBytes(2n ** 60n),
    'avro.bad-block',
    /row count is 1152921504606846976/,
  ],
  ['a negative row count', longBytes(-3), 'avro.bad-block', /row count is -3, allowed are 0 to/],
  [
    'a size of 2^40',
    pair(3, 2n ** 40n),
    'avro.bad-block',
    /size in bytes is 1099511627776, allowed/,
  ],
  ['a negative size', pair(3, -1), 'avro.bad-block', /size in bytes is -1,/],
  [
    'a size beyond the file',
    pair(3, 5000),
    'avro.truncated',
    /says that it has 5000 bytes, but the file ends/,
  ],
  [
    'more rows than bytes',
    pair(30, 3),
    'avro.bad-block',
    /30 rows, but its 3 bytes hold at most 1/,
  ],
  ['a count of eleven bytes', Buffer.alloc(11, 0xff), 'avro.bad-block', /is no 64-bit number/],
];

for (const [what, header, code, text] of framing) {
  test(`${what} is told with file, block and byte`, async () => {
    const bytes = numberedFile(3);
    const { dataStart, syncMarker } = await openContainer(bytesSource(bytes));
    const rest = [Buffer.alloc(3), syncMarker, Buffer.alloc(20)];
    const file = Buffer.concat([bytes.subarray(0, dataStart), header, ...rest]);
    const container = await openContainer(bytesSource(file, 'f.avro'));
    await assert.rejects(allBlocks(container), error => {
      assert.ok(error instanceof Error && 'code' in error);
      assert.equal(error.code, code);
      assert.match(error.message, text);
      assert.match(
        error.message,
        new RegExp(`^f\\.avro, block at byte ${dataStart}: .* \\(byte \\d+\\)$`),
      );
      return true;
    });
  });
}

test('a damaged sync marker is told', async () => {
  const source = damaged(numberedFile(3), copy =>
    copy.writeUInt8(copy.readUInt8(copy.length - 2) ^ 1, copy.length - 2),
  );
  const text = new RegExp(
    `sync marker after it is not that of the header.*\\(byte ${source.size - 2}\\)$`,
  );
  await assert.rejects(
    allBlocks(await openContainer(source)),
    hasCode('avro.bad-sync-marker', text),
  );
});

test('a file cut at any byte gives its whole blocks and then avro.truncated', async () => {
  const bytes = numberedFile(60, { blockBytes: 300 });
  const whole = await allBlocks(await openContainer(bytesSource(bytes)));
  const first = whole[0]?.offset ?? 0;
  const ends = new Set([...whole.map(({ offset }) => offset), bytes.length]);
  for (let length = first; length < bytes.length; length++) {
    const container = await openContainer(bytesSource(bytes.subarray(0, length)));
    if (ends.has(length)) await allBlocks(container);
    else await assert.rejects(allBlocks(container), hasCode('avro.truncated'));
  }
});

test('an abort ends the reading between blocks', async () => {
  const container = await openContainer(bytesSource(numberedFile(20_000, { blockBytes: 1000 })));
  const controller = new AbortController();
  let blocks = 0;
  await assert.rejects(async () => {
    for await (const block of readBlocks(container, {}, controller.signal)) {
      assert.ok(block.rowCount > 0);
      if (++blocks === 3) controller.abort(new Error('enough'));
    }
  }, /enough/);
  assert.equal(blocks, 3);
});

test('a read that fails is told as it is, and no other read is left under way', async () => {
  const bytes = numberedFile(400_000, { blockBytes: 20_000 });
  let underWay = 0;
  const source: ByteSource = {
    name: 'f.avro',
    size: bytes.length,
    read: async (start, end) => {
      underWay++;
      await new Promise(setImmediate);
      underWay--;
      if (start > 3_000_000) throw new Error('the disk is gone');
      return bytes.slice(start, end);
    },
  };
  await assert.rejects(allBlocks(await openContainer(source)), /the disk is gone/);
  assert.equal(underWay, 0);
});

function pair(count: number | bigint, size: number | bigint): Uint8Array {
  return Buffer.concat([longBytes(count), longBytes(size)]);
}
