import assert from 'node:assert/strict';
import { test } from 'node:test';

import { excerptOf, type ExportChoice } from '../../../shared/manifest/excerptOf';
import { ManifestDocument } from '../../../shared/manifest/manifestDocument';
import { finish } from '../../../shared/util/steps';

const manifest = `{
  "exports": [
    {"counter": 411},
    {"counter": 412}
  ],
  "generatedTime": "2023-02-24T00:00:00Z"
}`;

test('one export keeps what stands around all of them', () => {
  const expected = `{
  "exports": [
    {"counter": 411}
  ],
  "generatedTime": "2023-02-24T00:00:00Z"
}`;
  assert.equal(excerpt(manifest, { counter: 411 }), expected);
  assert.equal(excerpt(manifest, { index: 0 }), expected);
});

test('of a counter that is used twice both exports are shown', () => {
  const text = excerpt('{"exports": [{"counter": 412}, 7, {"counter": 412}]}', { counter: 412 });
  assert.equal(text, '{"exports": [{"counter": 412},\n{"counter": 412}]}');
});

test('a manifest whose brackets do not match is cut all the same', () => {
  const text = excerpt('{"exports": [{"counter": 1}, {"counter": 2}', { counter: 2 });
  assert.equal(text, '{"exports": [{"counter": 2}');
});

test('an export that is not there has no excerpt', () => {
  assert.equal(excerpt(manifest, { counter: 9 }), undefined);
  assert.equal(excerpt(manifest, { index: 9 }), undefined);
  assert.equal(excerpt('{}', { index: 0 }), undefined);
});

function excerpt(text: string, choice: ExportChoice): string | undefined {
  return finish(excerptOf(ManifestDocument.of(text, 'exportManifest'), choice));
}
