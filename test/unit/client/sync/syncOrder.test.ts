import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  asPathSegment,
  orderText,
  readOrder,
  recipeOf,
  type SyncOrder,
} from '../../../../client/sync/syncOrder';

const orders: readonly SyncOrder[] = [
  { name: 'Acme', destination: '/data/acme' },
  { name: 'Acme #412', destination: '/a/exportmanifest.json', counters: { start: 412, end: 413 } },
  { name: 'Acme #412+', destination: '/a/exportmanifest.json', counters: { start: 412 } },
];

test('an order survives the URI of its document', () => {
  for (const order of orders) assert.deepEqual(readOrder(orderText(order)), order);
});

test('a query that is no order is none', () => {
  const wrong = ['', '{', '[]', 'null', '{"name":"a"}', '{"name":"a","destination":1}'];
  wrong.push('{"name":"a","destination":"b","counters":{"end":2}}');
  for (const query of wrong) assert.equal(readOrder(query), undefined, query);
});

test('an export without an end takes all after it; nothing is adopted or reloaded unasked', () => {
  const recipes = orders.map(order => recipeOf(order, '/db'));
  assert.deepEqual(
    recipes.map(({ counters }) => counters),
    [undefined, { start: 412, end: 413 }, { start: 412, end: Infinity }],
  );
  for (const { counts, adopt, reload, sweepOrphans } of recipes) {
    assert.deepEqual([counts, adopt, reload, sweepOrphans], ['strict', false, false, false]);
  }
});

test('a name with slashes is one part of a path', () => {
  assert.equal(asPathSegment('a/b\\c'), 'a b c');
  assert.equal(asPathSegment('/'), '…');
});
