import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readRuleSetting } from '../../../server/ruleSetting';

test('what is wrong in a setting is told and left out, the rest holds', () => {
  const { levels, complaints } = readRuleSetting({
    'manifest.counter-gap': 'off',
    'manifest.counter-gep': 'off',
    'manifest.counter-zero': 'loud',
  });
  assert.deepEqual(levels, { 'manifest.counter-gap': 'off' });
  assert.deepEqual(complaints, [
    'pendoDataSync.rules: there is no rule "manifest.counter-gep"; did you mean manifest.counter-gap?',
    'pendoDataSync.rules: manifest.counter-zero is "loud"; allowed: error, warning, information, hint, off',
  ]);
});

test('no setting is no level, and another kind of value is told', () => {
  assert.deepEqual(readRuleSetting(null), { levels: {}, complaints: [] });
  assert.deepEqual(readRuleSetting('off').levels, {});
  assert.equal(readRuleSetting('off').complaints.length, 1);
});
