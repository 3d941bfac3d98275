import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { AvroValue } from '../../../shared/avro/avroValue';
import { isRecordValue } from '../../../shared/avro/avroValue';
import { bytesSource } from '../../../shared/avro/byteSource';
import type { Container } from '../../../shared/avro/container';
import { openContainer } from '../../../shared/avro/container';
import type { RecordBatch, RecordOptions } from '../../../shared/avro/readRecords';
import { readRecords } from '../../../shared/avro/readRecords';
import { containerBytes } from '../../../shared/avro/writeContainer';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { CountingSource, numberedFile } from '../../support/avroSources';

test('any rows are read by number', async () => {
  const bytes = numberedFile(5000, { codec: 'deflate', blockBytes: 900 });
  const container = await openContainer(bytesSource(bytes));
  const random = new SeededRandom(1);
  for (let round = 0; round < 200; round++) {
    const from = random.below(5200);
    const count = random.below(400);
    const expected = Array.from({ length: 5000 }, (_, id) => id).slice(from, from + count);
    assert.deepEqual(await idsOf(container, { from, count }), expected);
  }
});

test('without a range all rows come, in numbered batches', async () => {
  const container = await openContainer(bytesSource(numberedFile(10_000, { blockBytes: 200_000 })));
  let next = 0;
  for await (const { firstRow, rows } of readRecords(container)) {
    assert.equal(firstRow, next);
    assert.ok(rows.length > 0 && rows.length <= 2048);
    next += rows.length;
  }
  assert.equal(next, 10_000);
});

test('the first rows of a large file cost little', async () => {
  const source = new CountingSource(numberedFile(400_000, { blockBytes: 10_000 }));
  const container = await openContainer(source);
  assert.equal((await idsOf(container, { count: 50 })).length, 50);
  assert.deepEqual(source.reads, [[0, 65_536]]);
});

test('columns are projected; names that the file lacks are absent', async () => {
  const container = await openContainer(bytesSource(numberedFile(2)));
  const [batch] = await collected(readRecords(container, { columns: ['text', 'nothing'] }));
  assert.deepEqual(
    batch?.rows.map(row => Object.entries(row ?? {})),
    [[['text', '0'.padStart(20)]], [['text', '1'.padStart(20)]]],
  );
});

test('values of a schema that is no record are rows as well', async () => {
  const container = await openContainer(bytesSource(containerBytes({ schema: 'int' }, [5, 6, 7])));
  const batches = await collected(readRecords(container, { from: 1 }));
  assert.deepEqual(batches, [{ firstRow: 1, rows: [6, 7] }]);
});

test('rows that take no bytes are counted, in batches', async () => {
  const container = await openContainer(
    bytesSource(containerBytes({ schema: 'null' }, nulls(5000))),
  );
  const batches = await collected(readRecords(container, { from: 10 }));
  assert.deepEqual(
    batches.map(({ firstRow, rows }) => [firstRow, rows.length]),
    [
      [10, 2048],
      [2058, 2048],
      [4106, 894],
    ],
  );
});

async function idsOf(container: Container, options: RecordOptions): Promise<AvroValue[]> {
  const ids: AvroValue[] = [];
  for await (const { rows } of readRecords(container, options)) {
    for (const row of rows) if (isRecordValue(row)) ids.push(row['id'] ?? null);
  }
  return ids;
}

function nulls(count: number): null[] {
  return Array<null>(count).fill(null);
}

async function collected(batches: AsyncIterable<RecordBatch>): Promise<RecordBatch[]> {
  const all: RecordBatch[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}
