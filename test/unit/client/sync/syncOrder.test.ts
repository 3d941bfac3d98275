import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  asPathSegment,
  exportsPart,
  orderText,
  readOrder,
  recipesOf,
  type SyncOrder,
} from '../../../../client/sync/syncOrder';

const manifest = '/a/exportmanifest.json';
const orders: readonly SyncOrder[] = [
  { name: 'Acme', parts: [{ destination: '/data/acme' }] },
  { name: 'Acme #412', parts: [exportsPart(manifest, [412])] },
  { name: 'Acme #412+', parts: [{ destination: manifest, counters: { start: 412 } }] },
  {
    name: 'Acme and 3 more',
    parts: [{ destination: '/b' }, exportsPart(manifest, [412, 410, 415, 410])],
  },
];

test('an order survives the URI of its document', () => {
  for (const order of orders) assert.deepEqual(readOrder(orderText(order)), order);
});

test('a query that is no order is none', () => {
  const wrong = ['', '{', '[]', 'null', '{"name":"a"}', '{"name":"a","parts":[]}'];
  wrong.push('{"name":"a","parts":[{"destination":1}]}');
  wrong.push('{"name":"a","parts":[{"destination":"b","counters":{"end":2}}]}');
  wrong.push('{"name":"a","parts":[{"destination":"b","counters":{"start":1,"only":["2"]}}]}');
  for (const query of wrong) assert.equal(readOrder(query), undefined, query);
});

test('an export without an end takes all after it; nothing is adopted or reloaded unasked', () => {
  const recipes = orders.flatMap(order => recipesOf(order, '/db'));
  assert.deepEqual(
    recipes.map(({ counters }) => counters),
    [
      undefined,
      { start: 412, end: 413 },
      { start: 412, end: Infinity },
      undefined,
      { start: 410, end: 416, only: [410, 412, 415] },
    ],
  );
  for (const { counts, adopt, reload, sweepOrphans } of recipes) {
    assert.deepEqual([counts, adopt, reload, sweepOrphans], ['strict', false, false, false]);
  }
});

test('neighbours among the chosen exports are a range', () => {
  const { counters } = exportsPart(manifest, [9, 7, 8]);
  assert.deepEqual(counters, { start: 7, end: 10 });
});

test('a name with slashes is one part of a path', () => {
  assert.equal(asPathSegment('a/b\\c'), 'a b c');
  assert.equal(asPathSegment('/'), '…');
});
