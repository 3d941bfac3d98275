import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseMatched, type NamedSlice } from '../../../shared/listing/chooseMatched';

const slices = [
  slice('Page/z9', null, null),
  slice('Page/b2', 'Settings 10', 'Admin'),
  slice('Page/a1', 'settings 9', null),
  slice('Page/c3', 'Checkout', 'Shop'),
];

test('matched events come by name, numbers as numbers, nameless ones last', () => {
  const { slices: chosen, found } = chooseMatched(slices, { filter: '', limit: 10 });
  assert.equal(found, 4);
  assert.deepEqual(
    chosen.map(({ name, matchableId }) => name ?? matchableId),
    ['Checkout', 'settings 9', 'Settings 10', 'Page/z9'],
  );
});

test('the filter looks into names, groups and ids, regardless of case', () => {
  const found = (filter: string) =>
    chooseMatched(slices, { filter, limit: 10 }).slices.map(({ matchableId }) => matchableId);
  assert.deepEqual(found('SETT'), ['Page/a1', 'Page/b2']);
  assert.deepEqual(found('shop'), ['Page/c3']);
  assert.deepEqual(found('z9'), ['Page/z9']);
  assert.deepEqual(found('nothing'), []);
});

test('a list is cut off, and how many there are is told', () => {
  const { slices: chosen, found } = chooseMatched(slices, { filter: 'settings', limit: 1 });
  assert.deepEqual([chosen.length, found], [1, 2]);
});

function slice(matchableId: string, name: string | null, group: string | null): NamedSlice {
  const periodId = '2023-02-22T00:00:00Z';
  const owner = { counter: 1, exportId: 'e1', eventCount: 1, files: [] };
  return { kind: 'matchedPage', periodId, matchableId, ...owner, name, group };
}
