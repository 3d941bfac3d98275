import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { SqlValue } from '../../../../shared/engine/engine';
import { Totals } from '../../../../shared/worker/query/totals';

function totals(...values: readonly SqlValue[]) {
  const added = new Totals();
  for (const value of values) added.add(value);
  return added.result;
}

test('nulls are nothing, texts are counted, numbers are added up', () => {
  assert.deepEqual(totals(1, null, 'a', 2.5, new Uint8Array(1)), {
    ...{ values: 4, numbers: 2, sum: '3.5', average: '1.75', min: '1', max: '2.5' },
  });
  assert.deepEqual(totals(null, 'a'), {
    ...{ values: 1, numbers: 0, sum: null, average: null, min: null, max: null },
  });
});

test('whole numbers are added exactly, also beyond 2^53', () => {
  const most = 9007199254740991;
  assert.equal(totals(most, most, most, 1).sum, '27021597764222974');
  assert.equal(totals(9223372036854775807n, 9223372036854775807n).sum, '18446744073709551614');
  assert.equal(totals(9223372036854775807n, -9223372036854775807n, 7).sum, '7');
  assert.deepEqual(
    [totals(9007199254740993n, 1).max, totals(9007199254740993n, 1).min],
    ['9007199254740993', '1'],
  );
});

test('reals lose nothing by being many', () => {
  assert.equal(totals(...Array.from({ length: 10 }, () => 0.1)).sum, '1');
  assert.equal(totals(1e100, 1.5, -1e100).sum, '1.5');
  assert.equal(totals(Infinity, 1.5).sum, 'Infinity');
});
