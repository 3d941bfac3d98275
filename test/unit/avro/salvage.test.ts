import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isRecordValue } from '../../../shared/avro/avroValue';
import { bytesSource } from '../../../shared/avro/byteSource';
import type { ByteSource } from '../../../shared/avro/byteSource';
import type { CodecName } from '../../../shared/avro/codec';
import { openContainer } from '../../../shared/avro/container';
import { compileDecoder } from '../../../shared/avro/decode';
import type { Block } from '../../../shared/avro/readBlocks';
import { isLost, salvageBlocks } from '../../../shared/avro/salvage';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { allBlocks, damaged, numberedFile } from '../../support/avroSources';
import { scaled } from '../../support/randomScale';

const file = numberedFile(200, { blockBytes: 500 });

test('an undamaged file loses nothing', async () => {
  const { ids, lost } = await salvage(bytesSource(file));
  assert.deepEqual(ids, range(0, 200));
  assert.deepEqual(lost, []);
});

test('a damaged size loses its block alone, and says that it is not sure how many rows', async () => {
  const blocks = await blocksOf(file);
  const [, second, third] = blocks;
  assert.ok(second && third);
  const source = damaged(file, copy => copy.writeUInt8(0xfe, second.offset + 1));
  const { ids, lost } = await salvage(source);
  assert.deepEqual(ids, [...range(0, second.firstRow), ...range(third.firstRow, 200)]);
  assert.deepEqual(lost, [
    {
      start: second.offset,
      end: third.offset,
      rows: 1,
      exact: false,
      code: 'avro.bad-sync-marker',
    },
  ]);
});

test('an impossible row count is passed over to the next marker', async () => {
  const [, second, third] = await blocksOf(file);
  assert.ok(second && third);
  const source = damaged(file, copy => copy.fill(0xff, second.offset, second.offset + 11));
  const { ids, lost } = await salvage(source);
  assert.deepEqual(ids, [...range(0, second.firstRow), ...range(third.firstRow, 200)]);
  assert.deepEqual(
    lost.map(({ code, exact }) => [code, exact]),
    [['avro.bad-block', false]],
  );
});

test('a damaged marker between two good blocks loses no row', async () => {
  const [, second] = await blocksOf(file);
  assert.ok(second);
  const source = damaged(file, copy => copy.fill(0, second.offset - 16, second.offset - 3));
  const { ids, lost } = await salvage(source);
  assert.deepEqual(ids, range(0, 200));
  assert.deepEqual(lost, [
    {
      start: second.offset - 16,
      end: second.offset,
      rows: 0,
      exact: true,
      code: 'avro.bad-sync-marker',
    },
  ]);
});

test('a value that does not decode loses exactly the rows of its block', async () => {
  const [, second, third] = await blocksOf(file);
  assert.ok(second && third);
  const source = damaged(file, copy => copy.fill(0xff, second.dataStart + 5, second.dataStart + 9));
  const { ids, lost } = await salvage(source);
  assert.deepEqual(ids, [...range(0, second.firstRow), ...range(third.firstRow, 200)]);
  assert.deepEqual(lost, [
    {
      start: second.offset,
      end: third.offset,
      rows: second.rowCount,
      exact: true,
      code: 'avro.bad-value',
    },
  ]);
});

for (const codec of ['deflate', 'snappy', 'zstandard', 'bzip2', 'xz'] as const) {
  test(`${codec}: packed bytes that are damaged lose exactly the rows of their block`, async () => {
    const bytes = numberedFile(200, { blockBytes: 500, codec });
    const [, second, third] = await blocksOf(bytes);
    assert.ok(second && third);
    const { dataStart, dataSize } = second;
    const source = damaged(bytes, copy => copy.fill(0xff, dataStart, dataStart + dataSize));
    const { ids, lost } = await salvage(source);
    assert.deepEqual(ids, [...range(0, second.firstRow), ...range(third.firstRow, 200)]);
    assert.deepEqual(
      lost.map(({ rows, exact }) => [rows, exact]),
      [[second.rowCount, true]],
    );
  });
}

test('a truncated file loses at least the rows that its last block says', async () => {
  const last = (await blocksOf(file)).at(-1);
  assert.ok(last);
  const { ids, lost } = await salvage(bytesSource(file.subarray(0, -30)));
  assert.deepEqual(ids, range(0, last.firstRow));
  assert.deepEqual(lost, [
    {
      start: last.offset,
      end: file.length - 30,
      rows: last.rowCount,
      exact: false,
      code: 'avro.truncated',
    },
  ]);
});

test('whatever is damaged, the other blocks come, and losses and blocks make up the file', async () => {
  const codecs: readonly CodecName[] = ['null', 'deflate', 'snappy'];
  for (let seed = 1; seed <= scaled(1000); seed++) {
    const random = new SeededRandom(seed);
    const bytes = numberedFile(100, { blockBytes: 300, codec: random.pick(codecs) });
    const blocks = await blocksOf(bytes);
    const first = blocks[0]?.offset ?? 0;
    const hit = random.between(first, bytes.length);
    const source = damaged(bytes, copy =>
      copy.writeUInt8(copy.readUInt8(hit) ^ random.between(1, 256), hit),
    );
    const { ids, parts } = await salvage(source);
    const ends = blocks.map((_, index) => blocks[index + 1]?.offset ?? bytes.length);
    const whole = blocks.filter(
      ({ offset }, index) => hit < offset - 16 || hit >= (ends[index] ?? 0),
    );
    const present = new Set(ids);
    for (const { firstRow, rowCount, offset } of whole) {
      const rows = range(firstRow, firstRow + rowCount);
      assert.ok(
        rows.every(id => present.has(id)),
        `seed ${seed}: block at ${offset}`,
      );
    }
    assert.deepEqual(
      parts,
      [...parts].sort((a, b) => a - b),
      `seed ${seed}: in file order`,
    );
  }
});

test('a read that fails is no damage', async () => {
  const broken: ByteSource = {
    name: 'f.avro',
    size: file.length + 1e6,
    read: async (start, end) => {
      if (end > file.length) throw new Error('the disk is gone');
      return file.slice(start, end);
    },
  };
  const container = await openContainer(bytesSource(file));
  const salvaged = salvageBlocks({ ...container, source: broken });
  await assert.rejects(salvaged.next(), /the disk is gone/);
});

interface Loss {
  readonly start: number;
  readonly end: number;
  readonly rows: number;
  readonly exact: boolean;
  readonly code: string;
}

async function salvage(
  source: ByteSource,
): Promise<{ ids: number[]; lost: Loss[]; parts: number[] }> {
  const container = await openContainer(source);
  const decoder = compileDecoder(container.type);
  const ids: number[] = [];
  const lost: Loss[] = [];
  const parts: number[] = [];
  for await (const part of salvageBlocks(container)) {
    if (isLost(part)) {
      const { start, end, rows, exact, reason } = part;
      lost.push({ start, end, rows, exact, code: reason.code });
      parts.push(start);
      continue;
    }
    parts.push(part.offset);
    for (const row of decoder.rows(container, part)) {
      if (isRecordValue(row)) ids.push(Number(row['id']));
    }
  }
  return { ids, lost, parts };
}

async function blocksOf(bytes: Uint8Array): Promise<Block[]> {
  return allBlocks(await openContainer(bytesSource(bytes)));
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}
