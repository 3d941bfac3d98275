import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Ownership } from '../../../../server/language/ownership';
import { CheckedExports } from '../../../../shared/manifest/checkedExports';
import { ManifestDocument } from '../../../../shared/manifest/manifestDocument';
import { validateManifest } from '../../../../shared/manifest/validateManifest';

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

test('the owner of a matched id is the last export that brings it, and every use of it is known', () => {
  const ownership = ownershipOf([
    { counter: 1, matched: [page, feature] },
    { counter: 2, matched: [page] },
  ]);
  assert.equal(ownership.owner(day, page)?.counter, 2);
  assert.equal(ownership.owner(day, feature)?.counter, 1);
  assert.equal(ownership.owner(day, undefined), undefined);
  const uses = ownership.uses(page).map(({ counter }) => counter);
  assert.deepEqual(uses, [1, 2]);
});

test('a period with allevents that finished eight days later is probably final', () => {
  const finished = (finishTime: string): boolean =>
    ownershipOf([{ counter: 1, matched: [], finishTime, allEvents: true }]).isProbablyFinal(day);
  assert.ok(finished('2023-03-02T01:00:00Z'));
  assert.ok(!finished('2023-03-01T23:00:00Z'));
});

interface Export {
  readonly counter: number;
  readonly matched: readonly string[];
  readonly allEvents?: boolean;
  readonly finishTime?: string;
}

/** By export, in the file's order, who supersedes its one period. */
function superseded(exports: readonly Export[]): (number | undefined)[] {
  const ownership = ownershipOf(exports);
  return ownership
    .claims(day)
    .toSorted((a, b) => a.index - b.index)
    .map(({ index, at }) => ownership.supersededBy(day, { index, start: at.start })?.counter);
}

function ownershipOf(exports: readonly Export[]): Ownership {
  const entries = exports.map(({ counter, matched, allEvents = false, finishTime }) => ({
    counter,
    finishTime,
    rootUrl: `gs://b/datasync/1/2/e${counter}`,
    timeDependent: [
      {
        periodId: day,
        ...(allEvents ? { allEvents: { eventCount: 1, files: ['a'] } } : {}),
        matchedEvents: matched.map(id => ({ id, eventCount: 1, files: ['a'] })),
      },
    ],
  }));
  const manifest = ManifestDocument.of(JSON.stringify({ exports: entries }), 'exportManifest');
  const checked = new CheckedExports();
  validateManifest(manifest, { checked });
  const compared = manifest.exports.map(part => checked.of(part)?.compared);
  return new Ownership(compared, text => checked.numberOf(text));
}
