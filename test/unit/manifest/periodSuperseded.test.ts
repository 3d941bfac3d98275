import assert from 'node:assert/strict';
import { test } from 'node:test';
import { periodSuperseded } from '../../../shared/manifest/rules/periodSuperseded';
import { ManifestDocument } from '../../../shared/manifest/manifestDocument';
import { validateManifest } from '../../../shared/manifest/validateManifest';

/** Exports by counter, each with what it holds of one day. */
const cases: readonly (readonly [
  what: string,
  exports: Readonly<Record<number, readonly string[]>>,
  superseded: readonly string[],
])[] = [
  ['one export', { 1: ['all', 'Page/a'] }, []],
  ['all of it again', { 1: ['all', 'Page/a'], 2: ['all', 'Page/a'] }, ['1 by 2']],
  ['less comes again', { 1: ['all', 'Page/a'], 2: ['all'] }, []],
  ['a retroactive export covers one matchable', { 1: ['all', 'Page/a'], 2: ['Page/a'] }, []],
  ['it is covered in its turn', { 1: ['Page/a'], 2: ['all', 'Page/a'] }, ['1 by 2']],
  ['two owners', { 1: ['all', 'Page/a'], 2: ['Page/a'], 3: ['all'] }, ['1 by 3, 2']],
  ['the newest owner is named', { 1: ['all'], 2: ['all'], 3: ['all'] }, ['1 by 3', '2 by 3']],
  ['a period without anything', { 1: [], 2: ['all'] }, []],
];

for (const [what, exports, superseded] of cases) {
  test(`superseded periods: ${what}`, () => assert.deepEqual(supersededIn(exports), superseded));
}

test('a superseded period is faded and leads to its owner', () => {
  const [finding] = findingsOf({ 1: ['all'], 2: ['all'] });
  assert.deepEqual(finding?.tags, ['unnecessary']);
  assert.equal(finding?.related[0]?.message, 'counter 2');
  assert.ok((finding?.related[0]?.start ?? 0) > (finding?.start ?? 0));
});

test('two exports with one counter do not supersede each other', () => {
  const text = textOf([
    [1, ['all']],
    [1, ['all']],
  ]);
  assert.deepEqual(validateManifest(ManifestDocument.of(text), { rules: [periodSuperseded] }), []);
});

function supersededIn(exports: Readonly<Record<number, readonly string[]>>): string[] {
  return findingsOf(exports).map(({ line, message }) => {
    const by = / by (.*)$/.exec(message)?.[1];
    return `${line} by ${by}`;
  });
}

function findingsOf(exports: Readonly<Record<number, readonly string[]>>) {
  const text = textOf(Object.entries(exports).map(([counter, held]) => [Number(counter), held]));
  return validateManifest(ManifestDocument.of(text), { rules: [periodSuperseded] });
}

/** One export a line, so that line numbers are counters. */
function textOf(exports: readonly (readonly [number, readonly string[]])[]): string {
  const lines = exports.map(([counter, held]) => {
    const matched = held.filter(slice => slice !== 'all').map(id => ({ id, files: ['a.avro'] }));
    const allEvents = held.includes('all') ? { allEvents: { files: ['a.avro'] } } : {};
    const period = { periodId: '2023-02-22T00:00:00Z', ...allEvents, matchedEvents: matched };
    return JSON.stringify({ counter, timeDependent: [period] });
  });
  return `{"exports": [${lines.join(',\n')}]}`;
}
