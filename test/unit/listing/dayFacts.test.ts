import assert from 'node:assert/strict';
import { test } from 'node:test';

import { t, useTexts } from '../../../media/localText';
import { dayFacts } from '../../../shared/listing/dayFacts';

useTexts({});

const factsOf = (owner: number | null, loadedFrom: number | null, probablyFinal: boolean) =>
  dayFacts(t, { owner, loadedFrom, probablyFinal });

test('a day that was loaded and will come again says so', () => {
  const { shown, spoken } = factsOf(418, 418, false);
  assert.deepEqual(shown, { final: 'not final', source: '#418' });
  assert.deepEqual(spoken, ['of export 418', 'not final']);
  assert.equal(factsOf(418, null, false).shown.final, undefined);
  assert.equal(factsOf(418, 418, true).shown.final, undefined);
  assert.deepEqual(factsOf(418, 418, true).spoken, ['of export 418', 'probably final']);
});

test('where a newer export waits, both are named', () => {
  const { shown, spoken } = factsOf(418, 412, true);
  assert.equal(shown.source, '#412 → #418');
  assert.deepEqual(spoken, ['of export 418', 'loaded from export 412', 'probably final']);
});

test('a day that only the local database has is of the export that it was loaded from', () => {
  assert.equal(factsOf(null, 412, true).shown.source, '#412');
  assert.equal(factsOf(null, null, false).shown.source, undefined);
});
