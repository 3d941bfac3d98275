import assert from 'node:assert/strict';
import { test } from 'node:test';
import Ajv from 'ajv';

import {
  choice,
  day,
  flag,
  list,
  optional,
  orNull,
  record,
  text,
  whole,
} from '../../../shared/assistant/shape';
import { assistantTools } from '../../../shared/assistant/tools/index';
import { isDataSyncError } from '../../../shared/errors';

const shape = record({
  sql: text('What is asked'),
  limit: optional(whole('How many', { least: 1, most: 500 })),
  kind: optional(choice(['exports', 'days'])),
  from: optional(day()),
  all: optional(flag()),
  names: optional(list(text())),
  none: optional(orNull(whole())),
});
const ajv = new Ajv({ strict: true, allowUnionTypes: true });
const schema: object = shape.schema;
const validate = ajv.compile(schema);

const inputs: readonly unknown[] = [
  ...[{ sql: 'x' }, { sql: 'x', limit: 500, kind: 'days', from: '2024-02-29', all: true }],
  ...[{ sql: 'x', names: ['a'], none: null }, { sql: 'x', none: 3 }, {}, [], 'x', null],
  ...[{ sql: 7 }, { sql: 'x', limit: 0 }, { sql: 'x', limit: 501 }, { sql: 'x', limit: 1.5 }],
  ...[
    { sql: 'x', limit: '5' },
    { sql: 'x', kind: 'Days' },
    { sql: 'x', from: '2024-2-9' },
  ],
  ...[
    { sql: 'x', all: 'yes' },
    { sql: 'x', names: 'a' },
    { sql: 'x', names: [1] },
  ],
  ...[
    { sql: 'x', none: 'x' },
    { sql: 'x', more: 1 },
  ],
];

test('what is read is what the JSON Schema takes', () => {
  for (const input of inputs) {
    const isFine = validate(input);
    assert.equal(readError(input) === undefined, isFine, JSON.stringify(input));
    if (isFine) assert.deepEqual(shape.read(input, 'the input'), input);
  }
});

test('an error names the place, what was found and what is allowed', () => {
  assert.equal(
    readError({ sql: 'x', limit: 501 }),
    '"limit" is 501, allowed: a whole number from 1 to 500',
  );
  assert.equal(readError({}), '"sql" is missing, allowed: a value: it is needed');
  assert.equal(readError({ sql: 'x', names: ['a', 1] }), '"names[1]" is 1, allowed: a text');
  assert.match(readError({ sqk: 'x' }) ?? '', /"sqk" is not known here, .*; did you mean "sql"\?/);
});

test('null says that a key is left out', () => {
  assert.deepEqual(shape.read({ sql: 'x', limit: null }, 'the input'), { sql: 'x' });
});

test('the schemas of all tools are JSON Schemas, with a word on each input', () => {
  for (const { name, inputSchema, outputSchema } of assistantTools) {
    for (const each of [inputSchema, outputSchema]) {
      const known: object = each;
      assert.ok(ajv.validateSchema(known), name);
    }
    const properties = Object.entries(inputSchema['properties'] ?? {});
    for (const [key, value] of properties)
      assert.match(JSON.stringify(value), /"description"/, `${name} ${key}`);
  }
});

function readError(input: unknown): string | undefined {
  try {
    shape.read(input, 'the input');
    return undefined;
  } catch (error) {
    assert.ok(isDataSyncError(error));
    assert.equal(error.code, 'assistant.bad-input');
    return error.message;
  }
}
