import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { generatedFiles } from '../support/generatedFiles';

const root = path.join(__dirname, '../../..');

test('the committed pages and schemas are what `npm run generate` writes', () => {
  for (const [name, text] of generatedFiles()) {
    assert.equal(readFileSync(path.join(root, name), 'utf8'), text, `${name}: npm run generate`);
  }
});

test('no page is left of a rule that is gone', () => {
  const pages = readdirSync(path.join(root, 'docs/rules')).map(name => `docs/rules/${name}`);
  const generated = [...generatedFiles().keys()].filter(name => name.startsWith('docs/rules/'));
  assert.deepEqual(pages.sort(), generated.sort());
});
