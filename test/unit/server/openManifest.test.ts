import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';

import { openDocuments, type OpenManifest } from '../../../server/openManifest';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { scaled } from '../../support/randomScale';

const text = '{"exports": [\r\n  {"counter": 1, "note": "🙂"},\n  {"counter": 2}\r]}';

test('a document is ours by its language, or else by its name', () => {
  for (const [uri, languageId, kind] of [
    ['untitled:x', 'pendo-exportmanifest', 'exportManifest'],
    ['untitled:x', 'pendo-billofmaterials', 'billOfMaterials'],
    ['file:///a/exportmanifest.json', 'json', 'exportManifest'],
    ['file:///a/acme.BillOfMaterials.json', 'json', 'billOfMaterials'],
    ['git:/a/exportmanifest.json?ref=1', 'json', 'exportManifest'],
    ['file:///a/package.json', 'json', undefined],
  ] as const) {
    const { manifest } = openDocuments.create(uri, languageId, 1, '{}');
    assert.equal(manifest?.kind, kind, uri);
  }
});

test('edits at any positions give the text that the editor has', () => {
  const random = new SeededRandom(7);
  const pieces = ['', '\n', '\r\n', '🙂', '{"counter": 3},', '"', '}', 'x'];
  for (let round = 0; round < scaled(500); round++) {
    const theirs = TextDocument.create('untitled:exportmanifest.json', 'json', 1, text);
    let ours = openDocuments.create(theirs.uri, 'json', 1, text);
    for (let version = 2; version < 8; version++) {
      const from = random.below(theirs.getText().length + 1);
      const to = from + random.below(theirs.getText().length - from + 1);
      const range = { start: theirs.positionAt(from), end: theirs.positionAt(to) };
      const change = { range, text: pieces[random.below(pieces.length)] ?? '' };
      TextDocument.update(theirs, [change], version);
      ours = openDocuments.update(ours, [change], version);
      assert.equal(ours.manifest?.document.text, theirs.getText());
    }
  }
});

test('several edits at once, from the end on or in any order, give the text that the editor has', () => {
  const random = new SeededRandom(8);
  for (let round = 0; round < scaled(500); round++) {
    const theirs = TextDocument.create('untitled:exportmanifest.json', 'json', 1, text);
    const ours = openDocuments.create(theirs.uri, 'json', 1, text);
    const isFromTheEnd = random.chance(0.7);
    let end = theirs.getText().length;
    const changes = Array.from({ length: random.between(2, 5) }, () => {
      const from = random.below(end + 1);
      const to = Math.min(from + random.below(4), end);
      const range = { start: theirs.positionAt(from), end: theirs.positionAt(to) };
      const change = { range, text: random.pick(['', '🙂', '{"counter": 3},', '\n', '}']) };
      TextDocument.update(theirs, [change], 2);
      end = isFromTheEnd ? from : theirs.getText().length;
      return change;
    });
    const { manifest } = openDocuments.update(ours, changes, 2);
    assert.equal(manifest?.document.text, theirs.getText(), `round ${round}`);
  }
});

test('a character behind the end of its line is the end of the line', () => {
  const manifest = open();
  assert.equal(manifest.offsetAt({ line: 1, character: 999 }), text.indexOf(',\n') + 1);
  assert.equal(manifest.offsetAt({ line: 99, character: 0 }), text.length);
});

function open(): OpenManifest {
  const { manifest } = openDocuments.create('untitled:exportmanifest.json', 'json', 1, text);
  assert.ok(manifest);
  return manifest;
}
