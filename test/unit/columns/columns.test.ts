import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readWriterSchema } from '../../../shared/avro/schema';
import { columnsOf } from '../../../shared/columns/columns';
import { schemaText } from '../../../shared/columns/schemaText';

const types: readonly (readonly [schema: unknown, sqlType: string | null])[] = [
  ['boolean', 'INTEGER'],
  ['int', 'INTEGER'],
  ['long', 'INTEGER'],
  ['float', 'REAL'],
  ['double', 'REAL'],
  ['string', 'TEXT'],
  ['bytes', 'BLOB'],
  [{ type: 'fixed', name: 'F', size: 3 }, 'BLOB'],
  [{ type: 'enum', name: 'E', symbols: ['A'] }, 'TEXT'],
  [{ type: 'int', logicalType: 'date' }, 'TEXT'],
  [{ type: 'long', logicalType: 'timestamp-micros' }, 'TEXT'],
  [{ type: 'long', logicalType: 'no-such-type' }, 'INTEGER'],
  [{ type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 }, 'TEXT'],
  [{ type: 'array', items: 'int' }, 'TEXT'],
  [{ type: 'map', values: 'int' }, 'TEXT'],
  [['null', 'long'], 'INTEGER'],
  [['int', 'long', 'null'], 'INTEGER'],
  [['null', 'string', 'long'], null],
  [['int', 'double'], null],
  ['null', null],
];

test('declared types are only INTEGER, REAL, TEXT, BLOB, or none for mixed unions', () => {
  for (const [schema, sqlType] of types) {
    const [column] = columnsOf(readWriterSchema(schema));
    assert.equal(column?.sqlType, sqlType, JSON.stringify(schema));
  }
});

test('columns are named as the fields and in their order', () => {
  assert.deepEqual(namesOf('b', 'a', 'c'), ['b', 'a', 'c']);
});

test('names that differ only in case get a number', () => {
  assert.deepEqual(namesOf('url', 'URL', 'Url', 'Ärger'), ['url', 'URL_2', 'Url_3', 'Ärger']);
});

test('a name that the table needs itself gets a number too', () => {
  const [column] = columnsOf(recordOf('_row'), ['_row']);
  assert.equal(column?.name, '_row_2');
});

test('a writer schema that is no record has one column', () => {
  assert.deepEqual(
    columnsOf(readWriterSchema('long')).map(({ name }) => name),
    ['value'],
  );
});

test('a type written as schema text reads back as the same type, recursion included', () => {
  const node = {
    type: 'record',
    name: 'Node',
    fields: [
      { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
      { name: 'price', type: { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 } },
      { name: 'next', type: ['null', 'Node'] },
    ],
  };
  const type = readWriterSchema(node);
  assert.deepEqual(JSON.parse(schemaText(type)), node);
  assert.equal(schemaText(readWriterSchema(JSON.parse(schemaText(type)))), schemaText(type));
});

function namesOf(...fields: readonly string[]): string[] {
  return columnsOf(recordOf(...fields)).map(({ name }) => name);
}

function recordOf(...fields: readonly string[]) {
  // Avro allows ASCII names only; readers are laxer.
  return {
    kind: 'record' as const,
    name: 'R',
    fields: fields.map(name => ({ name, type: { kind: 'int' as const } })),
  };
}
