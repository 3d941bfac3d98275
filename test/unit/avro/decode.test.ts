import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bytesSource } from '../../../shared/avro/byteSource';
import type { Container } from '../../../shared/avro/container';
import { openContainer } from '../../../shared/avro/container';
import { compileDecoder } from '../../../shared/avro/decode';
import type { AvroType } from '../../../shared/avro/fields';
import type { Block } from '../../../shared/avro/readBlocks';
import { readWriterSchema } from '../../../shared/avro/schema';
import { containerBytes, ContainerWriter } from '../../../shared/avro/writeContainer';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { plainOf, plainOfAvsc, randomSchema } from '../../support/avroRandom';
import { allBlocks } from '../../support/avroSources';
import { hasCode } from '../../support/hasCode';
import { scaled } from '../../support/randomScale';

const rounds = scaled(2000);

test(`${rounds} random schemas decode as avsc decodes them`, async () => {
  for (let seed = 1; seed <= rounds; seed++) {
    const random = new SeededRandom(seed);
    const { schema, type, value } = randomSchema(random, random.chance(0.2));
    const writer = new ContainerWriter({ schema, blockBytes: random.pick([1, 100, 64_000]) });
    const expected: unknown[] = [];
    for (let row = random.below(8); row > 0; row--) {
      const encoded = type.toBuffer(value());
      writer.appendEncoded(encoded);
      expected.push(type.fromBuffer(encoded));
    }
    const container = await openContainer(bytesSource(writer.finish()));
    const decoder = compileDecoder(container.type, { branches: true });
    const rows = (await allBlocks(container)).flatMap(block => decoder.rows(container, block));
    assert.deepEqual(
      rows.map(row => plainOf(row, container.type)),
      expected.map(row => plainOfAvsc(row, container.type)),
      `seed ${seed}`,
    );
  }
});

test('a projection decodes its columns and steps over the others, whatever they are', async () => {
  for (let seed = 1; seed <= rounds; seed++) {
    const random = new SeededRandom(seed);
    const { schema, type, value } = randomSchema(random);
    const writer = new ContainerWriter({ schema });
    for (let row = random.between(1, 4); row > 0; row--) {
      writer.appendEncoded(type.toBuffer(value()));
    }
    const container = await openContainer(bytesSource(writer.finish()));
    if (container.type.kind !== 'record') continue;
    const names = container.type.fields.map(({ name }) => name);
    const columns = names.filter(() => random.chance(0.4));
    const all = compileDecoder(container.type, { branches: true });
    const some = compileDecoder(container.type, { branches: true, columns });
    for (const block of await allBlocks(container)) {
      const expected = all.rows(container, block).map(row => plainOf(row, container.type));
      const chosen = expected.map(row =>
        (row as [string, unknown][]).filter(([name]) => columns.includes(name)),
      );
      const found = some.rows(container, block).map(row => plainOf(row, container.type));
      assert.deepEqual(found, chosen, `seed ${seed}`);
    }
  }
});

test('longs are numbers where exact, else bigints', async () => {
  const values = [2n ** 53n - 1n, 2n ** 53n, -(2n ** 63n), 2n ** 63n - 1n, 5n, 1n - 2n ** 53n];
  const schema = { type: 'long', logicalType: 'timestamp-nanos' };
  const container = await openContainer(bytesSource(containerBytes({ schema }, values)));
  const [block] = await allBlocks(container);
  assert.ok(block);
  assert.deepEqual(compileDecoder(container.type).rows(container, block), [
    2 ** 53 - 1,
    2n ** 53n,
    -(2n ** 63n),
    2n ** 63n - 1n,
    5,
    1 - 2 ** 53,
  ]);
});

test('a column named __proto__ is a column', async () => {
  const schema = recordOf({ __proto__x: 'int', ['__proto__']: 'string' });
  const rows = decodeBytes(schema, [2, 4, 0x68, 0x69], 1);
  assert.deepEqual(Object.entries(rows[0] ?? {}), [
    ['__proto__x', 1],
    ['__proto__', 'hi'],
  ]);
});

test('a key __proto__ of a map is a key', () => {
  const key = [...Buffer.from('__proto__')];
  const [map] = decodeBytes({ type: 'map', values: 'int' }, [2, 18, ...key, 6, 0], 1);
  assert.deepEqual(map, new Map([['__proto__', 3]]));
});

test('blocks of arrays with negative counts name their bytes, which changes nothing', () => {
  const schema = recordOf({ list: { type: 'array', items: 'int' }, after: 'int' });
  const bytes = [3, 4, 2, 4, 2, 6, 0, 8];
  assert.deepEqual(plainOf(decodeBytes(schema, bytes, 1)[0] ?? null, readWriterSchema(schema)), [
    ['list', [1, 2, 3]],
    ['after', 4],
  ]);
});

test('records without bytes that hold the next one twice, forty deep, end in an error', () => {
  const schema = { type: 'record', name: 'Row', fields: [{ name: 'row', type: doubled(40) }] };
  assert.throws(
    () => decodeBytes(schema, [], 1),
    hasCode('avro.bad-value', /more than 1048576 values that take no bytes/),
  );
});

test('such records are skipped at once', () => {
  const type = { name: 'row', type: doubled(40) };
  const schema = { type: 'record', name: 'Row', fields: [type, { name: 'n', type: 'int' }] };
  const decoder = compileDecoder(readWriterSchema(schema), { columns: ['n'] });
  const block = blockOf([2], 1);
  const rows = decoder.rows(containerOf(readWriterSchema(schema), 'null'), block);
  assert.deepEqual(Object.entries(rows[0] ?? {}), [['n', 1]]);
});

const hostile: readonly [what: string, schema: unknown, bytes: readonly number[], text: RegExp][] =
  [
    ['a string longer than its block', 'string', [0x7e, 0x61], /the block ends inside a value/],
    ['a string of negative length', 'string', [0x01], /-1 is no length or index/],
    [
      'a string of 2^61 bytes',
      'string',
      [0xfe, ...Array<number>(7).fill(0xff), 0x3f],
      /is no length/,
    ],
    ['bytes longer than their block', 'bytes', [0x08, 1, 2], /the block ends inside a value/],
    ['a varint without an end', 'long', Array<number>(11).fill(0xff), /more than 64 bits/],
    ['a varint that is cut off', 'long', [0x80], /the block ends inside a value/],
    ['an int beyond 32 bits', 'int', [0xfe, 0xff, 0xff, 0xff, 0x7f], /no 32-bit int/],
    ['a boolean of 2', 'boolean', [2], /boolean 2, allowed are 0 and 1/],
    ['a double that is cut off', 'double', [1, 2, 3], /the block ends inside a value/],
    ['a branch that does not exist', ['null', 'int'], [4], /branch 2, but the schema has 2/],
    ['text that is no UTF-8', 'string', [4, 0xc3, 0x28], /text that is no UTF-8/],
    ['a surrogate in UTF-8', 'string', [6, 0xed, 0xa0, 0x80], /text that is no UTF-8/],
    [
      'a symbol that does not exist',
      { type: 'enum', name: 'E', symbols: ['A'] },
      [2],
      /symbol 1, but the schema has 1/,
    ],
    [
      'an array of more items than bytes',
      { type: 'array', items: 'int' },
      [0x80, 0x80, 0x80, 0x80, 0x10, 0],
      /items, but the block has/,
    ],
    [
      'an array of 2^40 nulls',
      { type: 'array', items: 'null' },
      [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01, 0],
      /more than 1048576 values that take no bytes/,
    ],
    [
      'an array with the least count there is',
      { type: 'array', items: 'int' },
      [...Array<number>(9).fill(0xff), 0x01, 0],
      /items, but the block has/,
    ],
    ['bytes after the last row', 'int', [2, 2], /1 bytes are left after its last row/],
    [
      'records in each other without end',
      { type: 'record', name: 'R', fields: [{ name: 'r', type: ['R', 'null'] }] },
      Array<number>(100_000).fill(0),
      /more than 500 deep/,
    ],
  ];

for (const [what, schema, bytes, text] of hostile) {
  test(`${what} is told with file, block, row and byte`, () => {
    const expected = new RegExp(
      `^x\\.avro, block at byte 100: row 7: .*${text.source}.*\\(byte \\d+\\)$`,
    );
    assert.throws(() => decodeBytes(schema, bytes, 1), hasCode('avro.bad-value', expected));
  });
}

test('bytes of packed blocks are counted in what they unpack to', () => {
  assert.throws(
    () => decodeBytes('boolean', [1, 1, 3], 3, 'deflate'),
    hasCode('avro.bad-value', /row 9: .* \(byte 2 of its inflated bytes\)$/),
  );
});

function decodeBytes(schema: unknown, bytes: readonly number[], rowCount: number, codec = 'null') {
  const type = readWriterSchema(schema);
  return compileDecoder(type).rows(containerOf(type, codec), blockOf(bytes, rowCount));
}

function blockOf(bytes: readonly number[], rowCount: number): Block {
  const data = Uint8Array.from(bytes);
  const place = { offset: 100, dataStart: 110, dataSize: data.length };
  return { ...place, rowCount, firstRow: 7, bytes: data };
}

/** A record that holds another twice, which holds another twice, … */
function doubled(depth: number): unknown {
  const name = `N${depth}`;
  if (depth === 0) return { type: 'record', name, fields: [{ name: 'none', type: 'null' }] };
  const fields = [
    { name: 'a', type: doubled(depth - 1) },
    { name: 'b', type: `N${depth - 1}` },
  ];
  return { type: 'record', name, fields };
}

function containerOf(type: AvroType, codec: string): Container {
  return {
    source: bytesSource(new Uint8Array(0), 'x.avro'),
    schemaText: '',
    schema: null,
    type,
    codec,
    syncMarker: new Uint8Array(16),
    metadata: new Map(),
    dataStart: 0,
    firstBytes: new Uint8Array(0),
  };
}

function recordOf(fields: Readonly<Record<string, unknown>>): unknown {
  const list = Object.entries(fields).map(([name, type]) => ({ name, type }));
  return { type: 'record', name: 'R', fields: list };
}
