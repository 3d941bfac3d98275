import assert from 'node:assert/strict';
import { test } from 'node:test';

import avsc from 'avsc';

import { bytesSource } from '../../../shared/avro/byteSource';
import { codecNamed, codecNames } from '../../../shared/avro/codecs';
import { openContainer } from '../../../shared/avro/container';
import { containerBytes, ContainerWriter } from '../../../shared/avro/writeContainer';
import { allBlocks, numberedFile, numberedSchema } from '../../support/avroSources';

test('avsc reads what is written', async () => {
  const file = numberedFile(1000, { blockBytes: 500, codec: 'deflate' });
  const rows: unknown[] = [];
  const decoder = new avsc.streams.BlockDecoder();
  decoder.on('data', (row: object) => rows.push({ ...row }));
  await new Promise(resolve => {
    decoder.on('end', resolve);
    decoder.end(Buffer.from(file));
  });
  assert.deepEqual(
    rows,
    Array.from({ length: 1000 }, (_, id) => ({ id, text: String(id).padStart(20) })),
  );
});

for (const name of codecNames) {
  test(`${name}: the same rows make the same file`, () => {
    const codec = codecNamed(name);
    assert.ok(codec);
    const options = { codec: codec.name, blockBytes: 300 };
    assert.deepEqual(numberedFile(100, options), numberedFile(100, options));
  });
}

test('chunks taken on the way make up the file', () => {
  const writer = new ContainerWriter({ schema: numberedSchema, blockBytes: 300 });
  const chunks: Uint8Array[] = [];
  for (let id = 0; id < 100; id++) {
    writer.append({ id, text: String(id).padStart(20) });
    chunks.push(writer.take());
  }
  chunks.push(writer.finish());
  assert.equal(writer.rows, 100);
  const file = Buffer.concat(chunks);
  assert.equal(writer.bytes, file.length);
  assert.deepEqual(file, Buffer.from(numberedFile(100, { blockBytes: 300 })));
});

test('a block ends once it holds its bytes, and a row of any size fits', async () => {
  const rows = ['x'.repeat(10), 'x'.repeat(5_000_000), '', 'y'];
  const container = await openContainer(
    bytesSource(containerBytes({ schema: 'string', blockBytes: 20 }, rows)),
  );
  assert.deepEqual(
    (await allBlocks(container)).map(({ rowCount }) => rowCount),
    [2, 2],
  );
});

test('a value that does not fit its schema is avsc\u2019s error', () => {
  const writer = new ContainerWriter({ schema: { type: 'long', logicalType: 'timestamp-micros' } });
  assert.throws(() => writer.append('1'), /invalid "long"/);
  writer.append(2n ** 63n - 1n);
});
