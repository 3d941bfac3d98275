import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataSyncError } from '../../../shared/errors';
import { readLoadableManifest, readManifestText } from '../../../shared/manifest/readManifestText';

/** What people save under the name of a manifest, and what they are told. */
const notJson: readonly (readonly [string, string])[] = [
  ['<!DOCTYPE html><title>Sign in</title>', 'it looks like an HTML page: Sign in'],
  [
    '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
    "it looks like XML: the object store's error AccessDenied",
  ],
  ['', 'it is empty'],
  [' \n', 'it is white space only'],
  ['Obj\u0001…', 'it looks like an Avro file'],
  ['Not found\nsorry', 'it looks like plain text: Not found'],
];

for (const [text, sentence] of notJson) {
  test(`refused: ${sentence}`, () => {
    const error = errorOf(() => readManifestText(text, { name: 'm.json' }));
    assert.equal(error.code, 'manifest.not-json');
    assert.equal(error.message, `m.json is no JSON: ${sentence}`);
  });
}

/** What must not be loaded, with the place that the message names. */
const notLoadable: readonly (readonly [string, string])[] = [
  ['{"exports": [{"counter": 1 "rootUrl": "gs://b/a"}]}', 'm.json:1:27: a comma is missing'],
  ['{"exports": [\n{"counter": -1, "rootUrl": "gs://b/a"}]}', 'm.json:2:13: an export without'],
  ['{"exports": []', 'm.json:1:15: the closing bracket `}` is missing'],
  ['{"exports": [{"counter": 1, "counter": 2, "rootUrl": "gs://b/a"}]}', 'm.json:1:29: `counter`'],
  ['{"timeDependent": []}', 'm.json:1:1: there is no list of `exports`: this looks like a bill'],
  ['[]', 'm.json:1:1: an object belongs here, found array'],
];

for (const [text, start] of notLoadable) {
  test(`not loadable: ${text}`, () => {
    const error = errorOf(() => readLoadableManifest(text, { name: 'm.json' }));
    assert.equal(error.code, 'manifest.invalid');
    assert.equal(error.message.slice(0, start.length), start);
  });
}

test('a byte order mark and unknown matchables are no reason to refuse', () => {
  const text = `\ufeff{"exports": [{"counter": 1, "rootUrl": "gs://b/a", "timeDependent": [
    {"periodId": "2023-02-22T00:00:00Z", "matchedEvents": [{"id": "Segment/a", "files": []}]}]}]}`;
  const { manifest } = readLoadableManifest(text);
  assert.equal(manifest.exports.length, 1);
  assert.equal(manifest.unread?.length, 1);
});

function errorOf(body: () => unknown): DataSyncError {
  try {
    body();
  } catch (error) {
    assert.ok(error instanceof DataSyncError);
    return error;
  }
  throw new Error('nothing was thrown');
}
