import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineIndex } from '../../../shared/json/lineIndex';
import type { TextEdit } from '../../../shared/json/problem';
import { CheckedExports } from '../../../shared/manifest/checkedExports';
import { applyEdits } from '../../../shared/json/applyEdits';
import { ManifestDocument } from '../../../shared/manifest/manifestDocument';
import type { Finding, RelatedFinding } from '../../../shared/manifest/rule';
import { validateManifest } from '../../../shared/manifest/validateManifest';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { randomEdit, randomManifest } from '../../support/randomManifest';
import { scaled } from '../../support/randomScale';

test('a manifest is a frame and its exports, each with a text of its own', () => {
  const manifest = ManifestDocument.of('{"exports": [\n  {"counter": 7},\n  {"counter": 8}]}');
  assert.equal(manifest.frame.text, '{"exports": [\n  {},\n  {}]}');
  assert.deepEqual(
    manifest.exports.map(({ json }) => json.text),
    ['{"counter": 7}', '{"counter": 8}'],
  );
  assert.deepEqual(manifest.placeOf(1), { offset: 34, line: 3, column: 3 });
});

test('an offset leads to its export, with both its brackets', () => {
  const manifest = ManifestDocument.of('{"exports": [{"a": 1}, {}]}');
  const indexes = [12, 13, 21, 22, 23, 25, 26].map(offset => manifest.exportAt(offset)?.index);
  assert.deepEqual(indexes, [undefined, 0, 0, undefined, 1, 1, undefined]);
});

/** Texts that only a reader of the whole can make sense of: their exports are nodes of the frame. */
const undivided: readonly string[] = [
  '{"exports": [{"a": [}]}]}',
  '{"exports": [{"a": 1}]',
  '{"exports": [{"a": 1}]}}',
  '{"exports": [{"a": "}]}',
  '{"exports": [{"a": 1}], "exports": [{}]}',
  "{'exports': [{}]}",
  '{"exports": [{"a": \'}\'}]}',
  '{"exports": [{}]} /*',
  '{"exports": {}}',
  '{"timeDependent": []}',
  '[{"exports": [{}]}]',
  '',
];

for (const text of undivided) {
  test(`read as a whole: ${text}`, () => assert.equal(ManifestDocument.of(text).frame.text, text));
}

test('after an edit in one export the others are the same, and so is the frame', () => {
  const before = ManifestDocument.of('{"exports": [{"counter": 7}, {"counter": 8}, {}]}');
  const after = before.edit({ start: 41, end: 42, newText: '99' });
  assert.equal(after.text, '{"exports": [{"counter": 7}, {"counter": 99}, {}]}');
  assert.equal(after.frame, before.frame);
  const areSame = after.exports.map((part, index) => part === before.exports[index]);
  assert.deepEqual(areSame, [true, false, true]);
});

test('after an edit between exports none of them is read again', () => {
  const before = ManifestDocument.of('{"exports": [{"counter": 7}, {"counter": 8}]}');
  const after = before.edit({ start: 28, end: 28, newText: ' {"counter": 9},' });
  assert.deepEqual([after.exports[0], after.exports[2]], before.exports);
});

test('edits here and there leave the exports between them alone', () => {
  const before = ManifestDocument.of(
    '{"exports": [{"counter": 1}, {"counter": 2}, {"counter": 3}]}',
  );
  const after = before.editAll([
    { start: 57, end: 58, newText: '30' },
    { start: 25, end: 26, newText: '10' },
  ]);
  assert.equal(after.text, '{"exports": [{"counter": 10}, {"counter": 2}, {"counter": 30}]}');
  assert.equal(after.exports[1], before.exports[1]);
  assert.equal(after.frame, before.frame);
  assert.equal(after.editAll([]), after);
});

test('the export id is known without reading the export', () => {
  const text = '{"exports": [{"rootUrl": "gs://b/\\u0061", "x": {"rootUrl": "gs://b/c"}}, {}]}';
  const ids = ManifestDocument.of(text).exports.map(({ exportId }) => exportId);
  assert.deepEqual(ids, ['a', undefined]);
});

test('whatever is edited, the document is that of the text', () => {
  for (let seed = 1; seed <= scaled(3000); seed++) {
    const random = new SeededRandom(seed);
    let text = randomManifest(random);
    let manifest = ManifestDocument.of(text, 'exportManifest');
    const checked = new CheckedExports();
    for (let count = random.between(1, 12); count > 0; count--) {
      const edit = randomEdit(random, text);
      text = applyEdits(text, [edit]);
      manifest = manifest.edit(edit);
      requireSame(manifest, text, `seed ${seed}, ${count} before the end`);
      if (random.chance(0.3)) {
        const limit = 5;
        assert.deepEqual(
          validateManifest(manifest, { checked, limit }),
          validateManifest(ManifestDocument.of(text, 'exportManifest'), { limit }),
          `seed ${seed}, ${count} before the end`,
        );
      }
    }
  }
});

test('however many edits are made at once, the document is that of the text', () => {
  for (let seed = 1; seed <= scaled(1000); seed++) {
    const random = new SeededRandom(seed);
    const text = randomManifest(random);
    const all = Array.from({ length: random.below(8) }, () => randomEdit(random, text));
    const edits = all.filter((edit, index) =>
      all.slice(0, index).every(other => areApart(edit, other)),
    );
    const manifest = ManifestDocument.of(text, 'exportManifest').editAll(edits);
    requireSame(manifest, applyEdits(text, edits), `seed ${seed}`);
  }
});

test('export by export the rules find what they find in the whole', () => {
  for (let seed = 1; seed <= scaled(2000); seed++) {
    const text = randomManifest(new SeededRandom(seed));
    // With a list before it the text is not divided, and of two lists the last counts.
    const other = '"exports":[],';
    const whole = ManifestDocument.of(text.replace('{', `{${other}`));
    assert.equal(whole.frame.text, whole.text);
    const expected = validateManifest(whole).filter(
      ({ code }) => code !== 'manifest.duplicate-key',
    );
    assert.deepEqual(
      validateManifest(ManifestDocument.of(text)).map(finding => shown(finding, text)),
      expected.map(finding => shown(finding, whole.text, other.length)),
      `seed ${seed}`,
    );
  }
});

function areApart(a: TextEdit, b: TextEdit): boolean {
  return a.end < b.start || b.end < a.start;
}

function requireSame(manifest: ManifestDocument, text: string, message: string): void {
  const fresh = ManifestDocument.of(text, 'exportManifest');
  assert.equal(manifest.text, text, message);
  assert.equal(manifest.length, text.length, message);
  assert.equal(manifest.frame.text, fresh.frame.text, message);
  assert.deepEqual(outlineOf(manifest), outlineOf(fresh), message);
  const lines = new LineIndex(text);
  const random = new SeededRandom(text.length);
  for (let count = 0; count < 5; count++) {
    const offset = random.below(text.length + 1);
    const position = lines.positionAt(offset);
    assert.deepEqual(manifest.positionAt(offset), position, message);
    assert.equal(manifest.offsetAt(position), lines.offsetAt(position), message);
  }
}

function outlineOf(manifest: ManifestDocument): unknown {
  return manifest.exports.map(({ json, node, exportId }, index) => {
    return { text: json.rawText(node), exportId, place: manifest.placeOf(index) };
  });
}

/** A finding with the texts that it points at; `added` units stand before all of them. */
function shown(
  { code, message, fix, related, ...range }: Finding,
  text: string,
  added = 0,
): string {
  const place = ({ start, end }: Omit<RelatedFinding, 'message'>): string =>
    `${start > added ? start - added : start} ${text.slice(start, end)}`;
  const places = related.map(other => `${other.message} ${place(other)}`);
  return [code, message, place(range), ...places, fix?.title].join(' | ');
}
