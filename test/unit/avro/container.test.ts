import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bytesSource } from '../../../shared/avro/byteSource';
import { openContainer } from '../../../shared/avro/container';
import { longBytes } from '../../../shared/avro/varint';
import { containerBytes } from '../../../shared/avro/writeContainer';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { CountingSource, numberedFile } from '../../support/avroSources';
import { hasCode } from '../../support/hasCode';

test('the header says schema, codec, marker and where the blocks begin', async () => {
  const syncMarker = Uint8Array.from({ length: 16 }, (_, index) => index);
  const schema = { type: 'long', logicalType: 'timestamp-millis', doc: 'kept as it is' };
  const options = { schema, codec: 'deflate', syncMarker, metadata: { note: 'ä' } } as const;
  const bytes = containerBytes(options, [1, 2, 3]);
  const container = await openContainer(bytesSource(bytes));
  assert.equal(container.schemaText, JSON.stringify(schema));
  assert.deepEqual(container.schema, schema);
  assert.deepEqual(container.type, { kind: 'long', logical: { name: 'timestamp-millis' } });
  assert.equal(container.codec, 'deflate');
  assert.deepEqual([...container.syncMarker], [...syncMarker]);
  assert.equal(Buffer.from(container.metadata.get('note') ?? []).toString(), 'ä');
  assert.deepEqual([...bytes.subarray(container.dataStart, container.dataStart + 1)], [6]);
});

test('a small file is read once, a large one in part', async () => {
  const small = new CountingSource(numberedFile(50));
  await openContainer(small);
  assert.deepEqual(small.reads, [[0, small.size]]);
  const large = new CountingSource(numberedFile(20_000));
  await openContainer(large);
  assert.deepEqual(large.reads, [[0, 65_536]]);
});

test('a header of a megabyte is read in growing ranges', async () => {
  const doc = 'x'.repeat(1_000_000);
  const bytes = containerBytes(
    { schema: { type: 'string', doc } },
    Array<string>(900_000).fill('ab'),
  );
  const source = new CountingSource(bytes);
  const container = await openContainer(source);
  assert.equal(container.schemaText.length, doc.length + 26);
  assert.deepEqual(source.reads, [
    [0, 65_536],
    [65_536, 262_144],
    [262_144, 1_048_576],
  ]);
});

test('metadata in blocks with byte sizes is read', async () => {
  const entry = (key: string, value: string): Uint8Array[] =>
    [key, value].flatMap(text => [longBytes(text.length), Buffer.from(text)]);
  const block = Buffer.concat(entry('avro.schema', '"int"'));
  const bytes = Buffer.concat([
    Buffer.from('Obj\x01'),
    longBytes(-1),
    longBytes(block.length),
    block,
    longBytes(1),
    ...entry('x', 'y'),
    longBytes(0),
    Buffer.alloc(16),
  ]);
  const container = await openContainer(bytesSource(bytes));
  assert.deepEqual([...container.metadata.keys()], ['avro.schema', 'x']);
  assert.equal(container.codec, 'null');
});

const good = numberedFile(3);
const bad: readonly [what: string, bytes: Uint8Array, code: string, text: RegExp][] = [
  ['an empty file', Buffer.alloc(0), 'avro.truncated', /^f\.avro: the file is empty \(byte 0\)$/],
  ['a file of two bytes', Buffer.from('Ob'), 'avro.truncated', /ends inside its first four bytes/],
  [
    'a parquet file',
    Buffer.from('PAR1\u0015\u0004\u0015 '),
    'avro.bad-magic',
    /begins with 50415231, not 4f626a01/,
  ],
  ['JSON', Buffer.from('{\n  "a":1}'), 'avro.bad-magic', /it begins with "\{ "a":1\}", not/],
  [
    'a header cut off',
    good.subarray(0, 60),
    'avro.truncated',
    /ends inside its header: a value has 106 bytes, \d+ of them are missing/,
  ],
  ['a marker cut off', header('"int"').subarray(0, -3), 'avro.truncated', /ends inside its header/],
  [
    'a schema that is not JSON',
    header('{type:'),
    'avro.bad-schema',
    /schema is not JSON: .*\(byte 18\)$/,
  ],
  ['a schema that is not UTF-8', header('"\xff"'), 'avro.bad-schema', /schema is not UTF-8/],
  ['a schema that is no schema', header('{"type":"x"}'), 'avro.bad-schema', /unknown type "x"/],
  ['no schema', header('x', 'other.key'), 'avro.bad-header', /holds no avro\.schema/],
  [
    'an unknown codec',
    header('lzo', 'avro.codec'),
    'avro.unknown-codec',
    /unknown codec "lzo"; known are null, deflate, snappy, zstandard, bzip2, xz/,
  ],
  [
    'a key of 2^40 bytes',
    Buffer.concat([Buffer.from('Obj\x01\x02'), longBytes(2n ** 40n)]),
    'avro.bad-header',
    /the length of a key in its header is 1099511627776, allowed are 0 to 67108864/,
  ],
  [
    'a count of 2^60 and nothing else',
    Buffer.concat([Buffer.from('Obj\x01'), longBytes(2n ** 60n)]),
    'avro.bad-header',
    /a count in its header is 1152921504606846976/,
  ],
];

for (const [what, bytes, code, text] of bad) {
  test(`${what} is told with file and byte`, async () => {
    await assert.rejects(openContainer(bytesSource(bytes, 'f.avro')), error => {
      assert.ok(error instanceof Error && 'code' in error);
      assert.equal(error.code, code);
      assert.match(error.message, text);
      assert.match(error.message, /^f\.avro: .* \(byte \d+\)$/);
      return true;
    });
  });
}

test('a header cut at any byte is avro.truncated', async () => {
  const { dataStart } = await openContainer(bytesSource(good));
  for (let length = 0; length < dataStart; length++) {
    await assert.rejects(
      openContainer(bytesSource(good.subarray(0, length))),
      hasCode('avro.truncated'),
    );
  }
});

test('an abort ends the reading of a header', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await assert.rejects(openContainer(bytesSource(good), signal), /enough/);
});

test('random bytes after the magic are an error of ours', async () => {
  const random = new SeededRandom(3);
  for (let round = 0; round < 500; round++) {
    const noise = Array.from({ length: random.below(200) }, () => random.below(256));
    const bytes = Uint8Array.from([0x4f, 0x62, 0x6a, 0x01, ...noise]);
    await assert.rejects(openContainer(bytesSource(bytes)), { name: 'DataSyncError' });
  }
});

function header(value: string, key = 'avro.schema'): Buffer {
  const bytes = Buffer.from(value, 'latin1');
  return Buffer.concat([
    Buffer.from('Obj\x01\x02'),
    longBytes(key.length),
    Buffer.from(key),
    longBytes(bytes.length),
    bytes,
    longBytes(0),
    Buffer.alloc(16),
  ]);
}
