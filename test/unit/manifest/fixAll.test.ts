import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../../shared/json/applyEdits';
import { fixAll } from '../../../shared/manifest/fixAll';
import { ManifestDocument } from '../../../shared/manifest/manifestDocument';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { articleBillOfMaterials, articleManifest } from '../../support/articleSamples';
import { scaled } from '../../support/randomScale';

/** What people paste, and what it becomes; every fact stays. */
const samples: readonly (readonly [string, string])[] = [
  ['{"exports": [{"Counter": 7,}]}', '{"exports": [{"counter": 7}]}'],
  ['{"exports": [{"counter": "7"}]}', '{"exports": [{"counter": 7}]}'],
  ["{exports: [{'counter': 7}]}", '{"exports": [{"counter": 7}]}'],
  [
    '{"exports": [{"exportType": "retroactive"}]}',
    '{"exports": [{"exportType": ["Retroactive"]}]}',
  ],
  [
    '{"exports": [{"finishTime": "2023-02-23 07:45:51"}]}',
    '{"exports": [{"finishTime": "2023-02-23T07:45:51Z"}]}',
  ],
  ['{"exports": [{"rootUrl": "gs://b/x//"}]}', '{"exports": [{"rootUrl": "gs://b/x"}]}'],
  [
    '{"exports": [{"subscription": {"id": 4598576627318784}}]}',
    '{"exports": [{"subscription": {"id": "4598576627318784"}}]}',
  ],
  [
    '{"exports": [{"pageDefinitionsFile": "a\\\\b.avro"}]}',
    '{"exports": [{"pageDefinitionsFile": ["a/b.avro"]}]}',
  ],
  [
    '{"exports": [{"timeDependent": [{"periodId": "2023-02-22", "matchedEvents": [{"id": "a", "type": "Page"}, {"id": "feature/b", "type": "Feature"}]}]}]}',
    '{"exports": [{"timeDependent": [{"periodId": "2023-02-22T00:00:00Z", "matchedEvents": [{"id": "Page/a", "type": "Page"}, {"id": "Feature/b", "type": "Feature"}]}]}]}',
  ],
  // Facts: nobody but Pendo knows the right ones.
  [
    '{"exports": [{"counter": 7}, {"counter": 7}]}',
    '{"exports": [{"counter": 7}, {"counter": 7}]}',
  ],
  [
    '{"exports": [{"pageDefinitionsFile": ["..\\\\b.avro"]}]}',
    '{"exports": [{"pageDefinitionsFile": ["..\\\\b.avro"]}]}',
  ],
  ['{"exports": [1, /* and so on', '{"exports": [1]} /* and so on'],
];

for (const [text, fixed] of samples) {
  test(`fix all: ${text}`, () => assert.equal(fixAll(ManifestDocument.of(text)), fixed));
}

test('rules that are off are not fixed', () => {
  const text = '{"exports": [{"rootUrl": "gs://b/x/"}]}';
  assert.equal(
    fixAll(ManifestDocument.of(text), { levels: { 'manifest.root-url-trailing-slash': 'off' } }),
    text,
  );
});

test('whatever was pasted, fix all ends, and a second time changes nothing', () => {
  for (let seed = 1; seed <= scaled(2000); seed++) {
    const random = new SeededRandom(seed);
    let text = random.pick([articleBillOfMaterials, articleManifest]);
    for (let count = random.between(1, 4); count > 0; count--) {
      const start = random.below(text.length);
      const end = random.chance(0.5) ? start + random.below(12) : start;
      const newText = random.pick([
        '',
        ',',
        '"',
        '}',
        ']',
        '{',
        '[',
        ':',
        "'",
        '// x\n',
        '...',
        'x',
      ]);
      text = applyEdits(text, [{ start, end: Math.min(end, text.length), newText }]);
    }
    const fixed = fixAll(ManifestDocument.of(text));
    assert.equal(fixAll(ManifestDocument.of(fixed)), fixed, `seed ${seed}`);
  }
});
