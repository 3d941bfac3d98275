import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readWriterSchema } from '../../../shared/avro/schema';
import { columnsOf } from '../../../shared/columns/columns';
import { evolveColumns } from '../../../shared/columns/evolveColumns';
import { schemaText } from '../../../shared/columns/schemaText';
import { hasCode } from '../../support/hasCode';

const millis = { type: 'long', logicalType: 'timestamp-millis' };
const micros = { type: 'long', logicalType: 'timestamp-micros' };
const decimal = (precision: number, scale: number) => ({
  type: 'bytes',
  logicalType: 'decimal',
  precision,
  scale,
});

test('types widen: the recorded type becomes the wider one', () => {
  assert.equal(recordedAfter('int', 'long'), '"long"');
  assert.equal(recordedAfter('float', 'double'), '"double"');
  assert.equal(recordedAfter('string', ['null', 'string']), '["null","string"]');
  assert.equal(recordedAfter(['null', 'int'], 'long'), '["null","long"]');
  assert.equal(recordedAfter('null', ['null', 'string']), '["null","string"]');
});

test('a narrower type fits, and the recorded type stays', () => {
  assert.equal(recordedAfter('long', 'int'), undefined);
  assert.equal(recordedAfter(['null', 'string'], 'string'), undefined);
  assert.equal(recordedAfter('double', 'float'), undefined);
  assert.equal(recordedAfter(['null', 'string'], ['string', 'null']), undefined);
});

test('fields of nested records may come and go', () => {
  const record = (...fields: readonly object[]) => ({ type: 'record', name: 'R', fields });
  const [a, b] = [
    { name: 'a', type: 'int' },
    { name: 'b', type: 'string' },
  ];
  assert.doesNotThrow(() => recordedAfter(record(a), record(a, b)));
  assert.doesNotThrow(() => recordedAfter(record(a, b), record(b)));
});

const refused: readonly (readonly [before: unknown, now: unknown])[] = [
  ['string', 'int'],
  ['int', 'string'],
  ['long', 'double'],
  [millis, micros],
  [millis, 'long'],
  ['string', ['string', 'long']],
  [decimal(9, 2), decimal(9, 3)],
  ['bytes', 'string'],
  [
    { type: 'array', items: 'int' },
    { type: 'array', items: 'string' },
  ],
];

test('any other change is refused, with both types and what to do', () => {
  for (const [before, now] of refused) {
    assert.throws(() => recordedAfter(before, now), hasCode('sync.column-changed'));
  }
  assert.throws(
    () => recordedAfter(millis, micros),
    hasCode(
      'sync.column-changed',
      /column x of table T .*timestamp-millis.*timestamp-micros.*another --db/,
    ),
  );
});

test('new columns avoid the names that the table has', () => {
  const existing = { table: 'T', columns: columns('int'), otherNames: ['_row', 'Note'] };
  const { add, placed } = evolveColumns(
    existing,
    columnsOf(
      readWriterSchema({
        type: 'record',
        name: 'R',
        fields: ['X', 'note', 'x'].map(name => ({ name, type: 'int' })),
      }),
    ),
  );
  assert.deepEqual(
    add.map(({ name }) => name),
    ['X_2', 'note_2'],
  );
  assert.deepEqual(
    placed.map(({ name }) => name),
    ['X_2', 'note_2', 'x'],
  );
});

/** The recorded type of column x after a file with another type; undefined when it stays as it is. */
function recordedAfter(before: unknown, now: unknown): string | undefined {
  const existing = { table: 'T', columns: columns(before), otherNames: [] };
  const [widened] = evolveColumns(existing, columns(now)).widen;
  return widened && schemaText(widened.type);
}

function columns(type: unknown) {
  const fields = [{ name: 'x', type }];
  return columnsOf(readWriterSchema({ type: 'record', name: 'Row', fields }));
}
