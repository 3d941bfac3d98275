import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixAll } from '../../../shared/manifest/fixAll';
import { ManifestDocument } from '../../../shared/manifest/manifestDocument';
import { validateManifest } from '../../../shared/manifest/validateManifest';
import { articleBillOfMaterials, articleManifest } from '../../support/articleSamples';

test("each defect of the article's bill of materials is one error at its place", () => {
  assert.deepEqual(errorsOf(articleBillOfMaterials), [
    '26:41 manifest.missing-comma',
    '41:10 manifest.trailing-comma',
    '43:6 manifest.missing-bracket',
  ]);
});

test("each defect of the article's manifest is one error at its place", () => {
  assert.deepEqual(errorsOf(articleManifest), [
    '4:7 manifest.comment',
    '13:25 manifest.placeholder',
  ]);
});

for (const [name, text] of [
  ['bill of materials', articleBillOfMaterials],
  ['manifest', articleManifest],
] as const) {
  test(`fix all makes the article's ${name} JSON that loaders read, without errors or warnings`, () => {
    const fixed = fixAll(ManifestDocument.of(text));
    assert.doesNotThrow(() => void JSON.parse(fixed));
    assert.deepEqual(errorsOf(fixed), []);
    assert.equal(fixAll(ManifestDocument.of(fixed)), fixed);
  });
}

function errorsOf(text: string): string[] {
  return validateManifest(ManifestDocument.of(text))
    .filter(({ level }) => level === 'error' || level === 'warning')
    .map(({ line, column, code }) => `${line}:${column} ${code}`);
}
