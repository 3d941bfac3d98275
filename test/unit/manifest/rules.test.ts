import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Example, Rule } from '../../../shared/manifest/rule';
import { fixAll } from '../../../shared/manifest/fixAll';
import { ManifestDocument } from '../../../shared/manifest/manifestDocument';
import { findInExample, readExample } from '../../../shared/manifest/rulePages';
import { rules } from '../../../shared/manifest/rules/index';
import type { ValidateOptions } from '../../../shared/manifest/validateManifest';

for (const rule of rules) {
  // The reader's limit of values would need a text of half a gigabyte.
  if (rule.code !== 'manifest.too-large') {
    test(`${rule.code}: the bad example is flagged at exactly its range`, () => {
      const { text, start, end } = readExample(rule.bad);
      const found = findInExample(rule, rule.bad);
      assert.deepEqual(
        found.map(finding => text.slice(finding.start, finding.end)),
        [text.slice(start, end)],
      );
      assert.equal(found[0]?.start, start);
    });
  }

  if (findInExample(rule, rule.bad).some(({ fix }) => fix)) {
    test(`${rule.code}: its fix leaves a document that it has nothing to say of`, () => {
      const fixed = fixAll(documentOf(rule.bad), optionsOf(rule, rule.bad));
      assert.deepEqual(findInExample(rule, { ...rule.bad, text: fixed }), []);
      assert.doesNotThrow(() => void JSON.parse(fixed));
    });
  }

  test(`${rule.code}: the good example is clean`, () => {
    assert.deepEqual(findInExample(rule, rule.good), []);
  });

  test(`${rule.code}: its documentation is a sentence`, () => {
    assert.match(rule.code, /^manifest\.[a-z]+(-[a-z]+)*$/);
    assert.match(rule.doc, /^[A-Z].*\.$/);
    for (const { facts, given } of [rule.bad, rule.good]) assert.equal(!facts, !given);
  });
}

test('each code belongs to one rule', () => {
  assert.equal(new Set(rules.map(rule => rule.code)).size, rules.length);
});

function documentOf(example: Example): ManifestDocument {
  const kind = example.file === 'billofmaterials.json' ? 'billOfMaterials' : 'exportManifest';
  return ManifestDocument.of(readExample(example).text, kind);
}

function optionsOf(rule: Rule, { facts }: Example): ValidateOptions {
  return { rules: [rule], ...(facts ? { facts } : {}) };
}
