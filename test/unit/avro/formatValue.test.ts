import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { AvroValue } from '../../../shared/avro/avroValue';
import { bytesSource } from '../../../shared/avro/byteSource';
import { openContainer } from '../../../shared/avro/container';
import { showValue, toJsonText } from '../../../shared/avro/formatValue';
import { readRecords } from '../../../shared/avro/readRecords';
import { readWriterSchema } from '../../../shared/avro/schema';
import { containerBytes, ContainerWriter, exactType } from '../../../shared/avro/writeContainer';

const date = { type: 'int', logicalType: 'date' };
const decimal = { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 };
const scalars: readonly [
  schema: unknown,
  value: AvroValue,
  shown: unknown,
  raw: unknown,
  json: string,
][] = [
  ['null', null, null, null, 'null'],
  ['boolean', true, true, true, 'true'],
  ['int', -5, -5, -5, '-5'],
  ['long', 2n ** 63n - 1n, 2n ** 63n - 1n, 2n ** 63n - 1n, '9223372036854775807'],
  ['double', 0.1, 0.1, 0.1, '0.1'],
  ['double', -0, -0, -0, '-0'],
  ['double', 1e21, 1e21, 1e21, '1e+21'],
  ['float', Number.NaN, 'NaN', 'NaN', '"NaN"'],
  ['double', -Infinity, '-Infinity', '-Infinity', '"-Infinity"'],
  ['string', 'a"\n\u2028', 'a"\n\u2028', 'a"\n\u2028', '"a\\"\\n\u2028"'],
  ['bytes', Uint8Array.of(255, 0), '/wA=', '/wA=', '"/wA="'],
  [{ type: 'fixed', name: 'F', size: 1 }, Uint8Array.of(1), 'AQ==', 'AQ==', '"AQ=="'],
  [{ type: 'enum', name: 'E', symbols: ['A'] }, 'A', 'A', 'A', '"A"'],
  [date, 19410, '2023-02-22', 19410, '"2023-02-22"'],
  [date, 2147483647, '2147483647', 2147483647, '"2147483647"'],
  [long('timestamp-millis'), 1, '1970-01-01T00:00:00.001Z', 1, '"1970-01-01T00:00:00.001Z"'],
  [
    long('local-timestamp-micros'),
    1,
    '1970-01-01T00:00:00.000001',
    1,
    '"1970-01-01T00:00:00.000001"',
  ],
  [long('time-micros'), 1, '00:00:00.000001', 1, '"00:00:00.000001"'],
  [decimal, Uint8Array.of(0x04, 0xd2), '12.34', 1234n, '"12.34"'],
  [
    { type: 'fixed', name: 'D', size: 12, logicalType: 'duration' },
    new Uint8Array(12),
    'P0M0DT0.000S',
    'AAAAAAAAAAAAAAAA',
    '"P0M0DT0.000S"',
  ],
];

for (const [schema, value, shown, raw, json] of scalars) {
  test(`${JSON.stringify(schema)} shows ${json}`, () => {
    const type = readWriterSchema(schema);
    assert.equal(showValue(value, type), shown);
    assert.equal(showValue(value, type, { raw: true }), raw);
    assert.equal(toJsonText(value, type), json);
  });
}

test('nested values are JSON whose leaves are shown, unions unwrapped', async () => {
  const schema = {
    type: 'record',
    name: 'R',
    fields: [
      { name: 'days', type: { type: 'array', items: ['null', date] } },
      { name: 'map', type: { type: 'map', values: 'long' } },
      {
        name: 'inner',
        type: ['null', { type: 'record', name: 'I', fields: [{ name: 'b', type: 'bytes' }] }],
      },
    ],
  };
  const row = { days: [null, 0], map: { 'k"': 2n ** 60n }, inner: { b: Buffer.from('x') } };
  const container = await openContainer(bytesSource(containerBytes({ schema }, [row])));
  for await (const { rows } of readRecords(container)) {
    const text =
      '{"days":[null,"1970-01-01"],"map":{"k\\"":1152921504606846976},"inner":{"b":"eA=="}}';
    assert.equal(toJsonText(rows[0] ?? null, container.type), text);
    assert.equal(showValue(rows[0] ?? null, container.type), text);
  }
});

test('a union of several types shows each value by the branch it was written with, where that is kept', async () => {
  const schema = ['null', date, long('timestamp-millis'), 'string', decimal];
  const values = [null, { int: 0 }, { long: 0 }, { string: 'x' }, { bytes: Buffer.from([5]) }];
  const writer = new ContainerWriter({ schema });
  const type = exactType(['null', 'int', 'long', 'string', 'bytes'], { wrapUnions: true });
  for (const value of values) writer.appendEncoded(type.toBuffer(value));
  const container = await openContainer(bytesSource(writer.finish()));
  const texts: string[] = [];
  for await (const { rows } of readRecords(container, { branches: true })) {
    texts.push(...rows.map(row => toJsonText(row, container.type)));
  }
  assert.deepEqual(texts, ['null', '"1970-01-01"', '"1970-01-01T00:00:00.000Z"', '"x"', '"0.05"']);
});

test('without its branch a value shows as the first that it fits', () => {
  const type = readWriterSchema(['null', 'string', date, long('timestamp-millis')]);
  assert.equal(showValue(5, type), '1970-01-06');
  assert.equal(showValue(5_000_000_000, type), '1970-02-27T20:53:20.000Z');
  assert.equal(showValue('s', type), 's');
});

function long(logicalType: string): unknown {
  return { type: 'long', logicalType };
}
