import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toJson } from '../../../../cli/output/json';

test('bigints keep all digits, undefined members vanish', () => {
  const value = {
    long: 9007199254740993n,
    none: undefined,
    list: [1, undefined, 'ä'],
    deep: { a: null },
  };
  assert.equal(toJson(value), '{"long":9007199254740993,"list":[1,null,"ä"],"deep":{"a":null}}');
});

test('maps are objects, numbers that JSON lacks are null', () => {
  assert.equal(toJson({ sizes: new Map([['a', 1n]]), nan: NaN }), '{"sizes":{"a":1},"nan":null}');
});
