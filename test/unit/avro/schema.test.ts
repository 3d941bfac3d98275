import assert from 'node:assert/strict';
import { test } from 'node:test';

import type avsc from 'avsc';

import type { AvroType } from '../../../shared/avro/fields';
import { readWriterSchema } from '../../../shared/avro/schema';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { randomSchema } from '../../support/avroRandom';
import { hasCode } from '../../support/hasCode';
import { scaled } from '../../support/randomScale';

test('a name means the one in its own namespace, else the one without', () => {
  const type = readWriterSchema({
    type: 'record',
    name: 'a.Root',
    fields: [
      { name: 'one', type: { type: 'enum', name: 'E', symbols: ['A'] } },
      { name: 'two', type: { type: 'enum', name: 'E', namespace: 'b', symbols: ['B'] } },
      { name: 'near', type: 'E' },
      { name: 'far', type: 'b.E' },
      {
        name: 'inner',
        type: { type: 'record', name: 'b.Inner', fields: [{ name: 'mine', type: 'E' }] },
      },
      { name: 'base', type: { type: 'fixed', name: 'Base', namespace: '', size: 1 } },
      { name: 'again', type: 'Base' },
    ],
  });
  assert.equal(fieldOf(type, 'near'), fieldOf(type, 'one'));
  assert.equal(fieldOf(type, 'far'), fieldOf(type, 'two'));
  assert.equal(fieldOf(fieldOf(type, 'inner'), 'mine'), fieldOf(type, 'two'));
  assert.equal(fieldOf(type, 'again'), fieldOf(type, 'base'));
});

test('a record inside itself is the same object', () => {
  const type = readWriterSchema({
    type: 'record',
    name: 'List',
    fields: [{ name: 'next', type: ['null', 'List'] }],
  });
  const next = fieldOf(type, 'next');
  assert.ok(next.kind === 'union');
  assert.equal(next.branches[1], type);
});

const logical: readonly [schema: unknown, kept: unknown][] = [
  [{ type: 'int', logicalType: 'date' }, { name: 'date' }],
  [{ type: 'long', logicalType: 'date' }, undefined],
  [{ type: 'long', logicalType: 'timestamp-nanos' }, { name: 'timestamp-nanos' }],
  [{ type: 'long', logicalType: 'timestamp-weeks' }, undefined],
  [{ type: 'string', logicalType: 'uuid' }, { name: 'uuid' }],
  [{ type: 'fixed', name: 'D', size: 12, logicalType: 'duration' }, { name: 'duration' }],
  [{ type: 'fixed', name: 'D', size: 11, logicalType: 'duration' }, undefined],
  [{ type: 'fixed', name: 'U', size: 16, logicalType: 'uuid' }, { name: 'uuid' }],
  [decimal({ precision: 9, scale: 2 }), { name: 'decimal', precision: 9, scale: 2 }],
  [decimal({ precision: 9 }), { name: 'decimal', precision: 9, scale: 0 }],
  [decimal({ precision: 0 }), undefined],
  [decimal({ precision: -1 }), undefined],
  [decimal({ precision: 2, scale: 3 }), undefined],
  [decimal({ precision: '9' }), undefined],
  [decimal({}), undefined],
  [{ type: 'fixed', name: 'F', size: 2, logicalType: 'decimal', precision: 5 }, undefined],
  [
    { type: 'fixed', name: 'F', size: 2, logicalType: 'decimal', precision: 4 },
    { name: 'decimal', precision: 4, scale: 0 },
  ],
];

for (const [schema, kept] of logical) {
  const what = kept === undefined ? 'falls back to its base type' : 'is a logical type';
  test(`${JSON.stringify(schema)} ${what}`, () => {
    const type = readWriterSchema(schema);
    assert.deepEqual('logical' in type ? type.logical : undefined, kept);
  });
}

const wrong: readonly [schema: unknown, message: string][] = [
  ['strin', 'schema: unknown type "strin"'],
  [null, 'schema: a type is expected, found null'],
  [[], 'schema: a union needs at least one branch'],
  [['int', ['null']], 'schema[1]: a union may not hold a union'],
  [['int', 'int'], 'schema[1]: the union has two branches int'],
  [{ type: 'array' }, 'schema.items: a type is expected, found nothing'],
  [{ type: 'record', fields: [] }, 'schema: the type has no name'],
  [{ type: 'record', name: 'R' }, 'schema: fields must be an array, found nothing'],
  [
    {
      type: 'record',
      name: 'R',
      fields: [
        { name: 'a', type: 'int' },
        { name: 'b', type: 'X' },
      ],
    },
    'schema.fields[1] (b): unknown type "X"',
  ],
  [
    {
      type: 'record',
      name: 'R',
      fields: [
        { name: 'a', type: 'int' },
        { name: 'a', type: 'int' },
      ],
    },
    'schema.fields[1]: field "a" occurs twice',
  ],
  [{ type: 'enum', name: 'E', symbols: 'A' }, 'schema: symbols must be an array of strings'],
  [{ type: 'enum', name: 'E', symbols: ['A', 'A'] }, 'schema: a symbol occurs twice'],
  [
    { type: 'fixed', name: 'F', size: -1 },
    'schema: size must be a whole number of bytes, found -1',
  ],
  [nested(300), `${'schema' + '.items'.repeat(201)}: it nests deeper than 200 levels`],
];

for (const [schema, message] of wrong) {
  test(`a schema is refused: ${message.slice(0, 70)}`, () => {
    assert.throws(() => readWriterSchema(schema), { code: 'avro.bad-schema', message });
  });
}

test('what avsc reads is read, and has the same kinds', () => {
  for (let seed = 1; seed <= scaled(2000); seed++) {
    const random = new SeededRandom(seed);
    const { schema, type } = randomSchema(random, random.chance(0.5));
    assert.equal(readWriterSchema(schema).kind, kindOf(type), `seed ${seed}`);
  }
});

function kindOf(type: avsc.Type): string {
  return type.typeName.replace(/^abstract:|:(un)?wrapped$/g, '');
}

test('a damaged schema is avro.bad-schema or reads; nothing else comes of it', () => {
  for (let seed = 1; seed <= scaled(3000); seed++) {
    const random = new SeededRandom(seed);
    const text = Buffer.from(JSON.stringify(randomSchema(random).schema));
    for (let flips = random.between(1, 4); flips > 0; flips--) {
      text[random.below(text.length)] = random.pick([...Buffer.from('"{}[]:,0aT')]);
    }
    let schema: unknown;
    try {
      schema = JSON.parse(text.toString());
    } catch (error) {
      assert.ok(error instanceof SyntaxError);
      continue;
    }
    try {
      readWriterSchema(schema);
    } catch (error) {
      assert.ok(hasCode('avro.bad-schema')(error));
    }
  }
});

function fieldOf(type: AvroType, name: string): AvroType {
  assert.ok(type.kind === 'record');
  const field = type.fields.find(candidate => candidate.name === name);
  assert.ok(field);
  return field.type;
}

function decimal(attributes: object): unknown {
  return { type: 'bytes', logicalType: 'decimal', ...attributes };
}

function nested(depth: number): unknown {
  let schema: unknown = 'int';
  for (let level = 0; level < depth; level++) schema = { type: 'array', items: schema };
  return schema;
}
