import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRuleSettings } from '../../../shared/manifest/ruleSettings';
import { hasCode } from '../../support/hasCode';

test('levels by code', () => {
  const text = '{"rules": {"manifest.counter-gap": "off", "manifest.counter-zero": "error"}}';
  assert.deepEqual(parseRuleSettings(text, 'x'), {
    'manifest.counter-gap': 'off',
    'manifest.counter-zero': 'error',
  });
  assert.deepEqual(parseRuleSettings('{}', 'x'), {});
});

/** What is wrong, and what is said of it. */
const wrong: readonly (readonly [string, string])[] = [
  [
    '{"rules": {"manifest.counter-gap": "of"}}',
    'f.json:1:36: manifest.counter-gap is "of"; allowed: error, warning, information, hint, off',
  ],
  [
    '{"rules": {"manifest.counter-gap": 0}}',
    'f.json:1:36: manifest.counter-gap is 0; allowed: error, warning, information, hint, off',
  ],
  [
    '{"rules":\n {"manifest.counter-gab": "off"}}',
    'f.json:2:3: there is no rule "manifest.counter-gab"; did you mean manifest.counter-gap?',
  ],
  [
    '{"rules": {"constructor": "off"}}',
    'f.json:1:12: there is no rule "constructor"; docs/rules lists them',
  ],
  ['{"rule": {}}', 'f.json:1:2: there is no setting "rule"; allowed: rules'],
  ['{"rules": []}', 'f.json:1:11: "rules" is an object of codes and levels'],
  ['[]', 'f.json:1:1: settings are an object such as {"rules": {"manifest.counter-gap": "off"}}'],
  ['{"rules": {},}', 'f.json:1:13: a comma stands behind the last item'],
  ['', 'f.json:1:1: the file is empty'],
];

for (const [text, message] of wrong) {
  test(`wrong settings: ${text}`, () => {
    assert.throws(() => parseRuleSettings(text, 'f.json'), hasCode('manifest.bad-settings'));
    assert.throws(() => parseRuleSettings(text, 'f.json'), { message });
  });
}
