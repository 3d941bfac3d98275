import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OpenManifest } from '../../../../server/openManifest';

const day = '2023-02-22T00:00:00Z';
const page = 'Page/abc';
const feature = 'Feature/xyz';

test('a period is superseded when later exports bring all of it again, between them', () => {
  assert.deepEqual(
    superseded([
      { counter: 1, matched: [page, feature] },
      { counter: 2, matched: [page] },
      { counter: 3, matched: [feature] },
    ]),
    [3, undefined, undefined],
  );
});

test('while one matchable of a period still counts, the period does', () => {
  assert.deepEqual(
    superseded([
      { counter: 1, matched: [page, feature] },
      { counter: 2, matched: [page] },
    ]),
    [undefined, undefined],
  );
});

test('the order in the file does not matter: the counter decides', () => {
  assert.deepEqual(
    superseded([
      { counter: 9, matched: [page] },
      { counter: 8, matched: [page] },
    ]),
    [undefined, 9],
  );
});

/** By export, in the file's order, who supersedes its one period. */
function superseded(exports: readonly { counter: number; matched: readonly string[] }[]) {
  const text = JSON.stringify({
    exports: exports.map(({ counter, matched }) => ({
      counter,
      rootUrl: `gs://b/datasync/1/2/e${counter}`,
      timeDependent: [
        { periodId: day, matchedEvents: matched.map(id => ({ id, eventCount: 1, files: ['a'] })) },
      ],
    })),
  });
  const document = { uri: 'untitled:m', languageId: 'json', version: 1, getText: () => text };
  const { entries, ownership } = new OpenManifest(document, 'exportManifest');
  return entries.flatMap(entry =>
    entry.periods.map(period => ownership.supersededBy({ entry, period })?.counter),
  );
}
