import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../../shared/json/parseJson';
import type { Example, Finding, Rule } from '../../../shared/manifest/rule';
import { fixAll } from '../../../shared/manifest/fixAll';
import { rules } from '../../../shared/manifest/rules/index';
import { validateManifest, type ValidateOptions } from '../../../shared/manifest/validateManifest';

for (const rule of rules) {
  // The reader's limit of values would need a text of half a gigabyte.
  if (rule.code !== 'manifest.too-large') {
    test(`${rule.code}: the bad example is flagged at exactly its range`, () => {
      const { text, start, end } = marked(rule.bad.text);
      const found = findingsOf(rule, { ...rule.bad, text });
      assert.deepEqual(
        found.map(finding => text.slice(finding.start, finding.end)),
        [text.slice(start, end)],
      );
      assert.equal(found[0]?.start, start);
    });
  }

  const { text: badText } = marked(rule.bad.text);
  if (findingsOf(rule, { ...rule.bad, text: badText }).some(({ fix }) => fix)) {
    test(`${rule.code}: its fix leaves a document that it has nothing to say of`, () => {
      const fixed = fixAll(badText, optionsOf(rule, rule.bad));
      assert.deepEqual(findingsOf(rule, { ...rule.bad, text: fixed }), []);
      assert.doesNotThrow(() => void JSON.parse(fixed));
    });
  }

  test(`${rule.code}: the good example is clean`, () => {
    assert.deepEqual(findingsOf(rule, rule.good), []);
  });

  test(`${rule.code}: its documentation is a sentence`, () => {
    assert.match(rule.code, /^manifest\.[a-z]+(-[a-z]+)*$/);
    assert.match(rule.doc, /^[A-Z].*\.$/);
  });
}

test('each code belongs to one rule', () => {
  assert.equal(new Set(rules.map(rule => rule.code)).size, rules.length);
});

function findingsOf(rule: Rule, example: Example): readonly Finding[] {
  return validateManifest(parseJson(example.text), optionsOf(rule, example));
}

function optionsOf(rule: Rule, { facts, file }: Example): ValidateOptions {
  return {
    rules: [rule],
    ...(facts ? { facts } : {}),
    kind: file === 'billofmaterials.json' ? 'billOfMaterials' : 'exportManifest',
  };
}

function marked(text: string) {
  const start = text.indexOf('«');
  const end = text.indexOf('»') - 1;
  return { text: text.replace('«', '').replace('»', ''), start, end };
}
