import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EntrySplitter, type Entry } from '../../../shared/json/entrySplitter';
import { applyEdits } from '../../../shared/json/applyEdits';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { randomEdit, randomManifest } from '../../support/randomManifest';
import { scaled } from '../../support/randomScale';

const names = { list: 'exports', noted: 'rootUrl' };

/** Texts, and the entries that are found in them; undefined where only a reader of the whole can tell. */
const cases: readonly (readonly [text: string, entries: readonly string[] | undefined])[] = [
  ['{"exports": [{"a": 1}, {"b": [{}]}]}', ['{"a": 1}', '{"b": [{}]}']],
  ['{"exports": []}', []],
  ['{"exports": [1, [{}], {}]}', ['{}']],
  ['{"exports": [{"a": "}]\\"{"}]}', ['{"a": "}]\\"{"}']],
  ['{"exports": [{"a": "\\\\"}]}', ['{"a": "\\\\"}']],
  ['{"\\u0065xports": [{}]}', ['{}']],
  ['{"x": {"exports": [{}]}, "exports": [{"a": 1}]}', ['{"a": 1}']],
  ['{"exports": [{/* } */ "a": 1}, // }\n {}]}', ['{/* } */ "a": 1}', '{}']],
  ['{"exports": [{"a": "open\n}, {}]}', ['{"a": "open\n}', '{}']],
  ['{"exports": [{} {}]', undefined],
  ['{"exports": [{"a": [}]}]}', undefined],
  ['{"exports": [{}]} {"exports": [{}]}', undefined],
  ['{"exports": [{}], "exports": 1}', undefined],
  ['{"exports": [{"a": \'}\'}]}', undefined],
  ['{"exports": {"a": {}}}', []],
  ['{"export": [{}]}', undefined],
  ['', undefined],
];

for (const [text, expected] of cases) {
  test(`entries of ${text}`, () => assert.deepEqual(textsOf(text, split(text)), expected));
}

test('the string of a name is noted in entries and nowhere else', () => {
  const text =
    '{"rootUrl": "0", "exports": [{"x": {"rootUrl": "1"}, "rootUrl": "2"}, {"rootUrl": ["3"]}]}';
  const noted = split(text)?.map(entry => entry.noted && text.slice(...rangeOf(entry.noted)));
  assert.deepEqual(noted, ['"2"', undefined]);
});

test('the entries are the same in whatever pieces the text comes', () => {
  for (let seed = 1; seed <= scaled(5000); seed++) {
    const random = new SeededRandom(seed);
    let text = randomManifest(random);
    for (let count = random.below(3); count > 0; count--) {
      text = applyEdits(text, [randomEdit(random, text)]);
    }
    const splitter = new EntrySplitter(names);
    for (let at = 0; at < text.length;) {
      const end = Math.min(at + 1 + random.below(random.pick([3, 300])), text.length);
      if (random.chance(0.5)) splitter.push(text.slice(at, end));
      else splitter.push(text, at, end);
      at = end;
    }
    assert.deepEqual(splitter.finish(), split(text), `seed ${seed}`);
  }
});

function split(text: string): readonly Entry[] | undefined {
  const splitter = new EntrySplitter(names);
  splitter.push(text);
  return splitter.finish();
}

function textsOf(text: string, entries: readonly Entry[] | undefined) {
  return entries?.map(entry => text.slice(...rangeOf(entry)));
}

function rangeOf({ start, end }: { readonly start: number; readonly end: number }) {
  return [start, end] as const;
}
