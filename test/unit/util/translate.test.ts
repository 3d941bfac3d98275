import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inEnglish, readTexts, translateBy } from '../../../shared/util/translate';

test('a text is said by the table, with its gaps filled in the order of the language', () => {
  const t = translateBy({ '{0} of {1}': '{1}, davon {0}' });
  assert.equal(t('{0} of {1}', 3, 'zehn'), 'zehn, davon 3');
  assert.equal(t('{0} left', 2), '2 left');
});

test('a gap stays until there is something to fill it with, and what fills it is no text with gaps', () => {
  assert.equal(inEnglish('{0} slices of {1}', 5), '5 slices of {1}');
  assert.equal(inEnglish('{0} and {1}', '{1}', 'b'), '{1} and b');
});

test('a table that came across a border holds texts and nothing else', () => {
  assert.deepEqual(readTexts({ a: 'b', c: 1, d: null }), { a: 'b' });
  assert.deepEqual([readTexts(undefined), readTexts(['a'])], [{}, {}]);
});
