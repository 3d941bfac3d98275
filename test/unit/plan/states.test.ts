import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ManifestEntry } from '../../../shared/manifest/types';
import { emptyLedger, type Ledger } from '../../../shared/plan/ledger';
import { probablyFinal } from '../../../shared/plan/probablyFinal';
import { sliceKeyOf } from '../../../shared/plan/slice';
import { loadStates } from '../../../shared/plan/states';
import { exportOf, keyOf, ledgerOf, manifestOf } from '../../support/manifestBuilder';

const [day1, day2, day3] = ['2023-02-21', '2023-02-22', '2023-02-23'];
const full = { day: day1, allEvents: 10, matched: { 'Page/a': 3 } };

function exportStates(exports: readonly ManifestEntry[], ledger: Ledger): string[] {
  return loadStates(manifestOf(exports), ledger).exports.map(
    each => `${each.counter} ${each.state}`,
  );
}

function periodStates(exports: readonly ManifestEntry[], ledger: Ledger): string[] {
  return loadStates(manifestOf(exports), ledger).periods.map(
    ({ periodId, state }) => `${periodId.slice(0, 10)} ${state}`,
  );
}

test('an export is new, partly loaded, synced, stale, superseded or failed', () => {
  const [old, newer] = [exportOf(7, { periods: [full] }), exportOf(8, { periods: [full] })];
  const loaded = (counter: number) =>
    ledgerOf(['allEvents', day1, counter], ['Page/a', day1, counter]);
  const failed = new Set([sliceKeyOf(keyOf('Page/a', day1))]);
  const cases: [string, ManifestEntry[], Ledger, string[]][] = [
    ['nothing loaded', [newer, old], emptyLedger, ['7 superseded', '8 new']],
    ['half loaded', [newer], ledgerOf(['allEvents', day1, 8]), ['8 partly']],
    ['all loaded', [old, newer], loaded(8), ['7 superseded', '8 synced']],
    ['the newer one waits', [old, newer], loaded(7), ['7 stale', '8 new']],
    ['failed', [newer], { ...ledgerOf(['allEvents', day1, 8]), failed }, ['8 failed']],
    ['failed before, loaded now', [newer], { ...loaded(8), failed }, ['8 synced']],
    ['without slices', [exportOf(9)], emptyLedger, ['9 synced']],
  ];
  for (const [name, exports, ledger, expected] of cases) {
    assert.deepEqual(exportStates(exports, ledger), expected, name);
  }
});

test('each visitors export counts, and each retroactive list after the last full one', () => {
  const visitors = [3, 4, 5].map(counter => exportOf(counter, { visitors: ['v.avro'] }));
  const states = (ledger: Ledger) =>
    loadStates(manifestOf(visitors, 'visitors'), ledger).exports.map(({ state }) => state);
  assert.deepEqual(states(emptyLedger), ['new', 'new', 'new']);
  assert.deepEqual(states(ledgerOf(['visitors', null, 3])), ['synced', 'new', 'new']);
  const lists = [
    exportOf(5, { pages: ['p.avro'] }),
    exportOf(6, { pages: ['p.avro'] }),
    exportOf(7, { pages: ['p.avro'], type: ['Retroactive'] }),
  ];
  assert.deepEqual(exportStates(lists, emptyLedger), ['5 superseded', '6 new', '7 new']);
  assert.deepEqual(exportStates(lists, ledgerOf(['pages', null, 6])), [
    '5 superseded',
    '6 synced',
    '7 new',
  ]);
});

test('a period is new, partly loaded, stale, synced or missing', () => {
  const exports = [
    exportOf(8, { periods: [full, { day: day3, allEvents: 1 }] }),
    exportOf(7, {
      type: ['Retroactive'],
      periods: [{ day: '2023-01-05', matched: { 'Page/a': 1 } }],
    }),
  ];
  const old = '2023-01-05';
  assert.deepEqual(periodStates(exports, emptyLedger), [
    `${old} new`,
    `${day1} new`,
    `${day2} missing`,
    `${day3} new`,
  ]);
  const partly = ledgerOf(['allEvents', day1, 8], ['allEvents', day2, 5], ['allEvents', day3, 7]);
  assert.deepEqual(periodStates(exports, partly), [
    `${old} new`,
    `${day1} partly`,
    `${day3} stale`,
  ]);
  const all = ledgerOf(['allEvents', day1, 8], ['Page/a', day1, 8], ['allEvents', day3, 9]);
  assert.deepEqual(periodStates(exports, all).slice(1), [
    `${day1} synced`,
    `${day2} missing`,
    `${day3} synced`,
  ]);
});

test('a mistyped year does not make a million missing days', () => {
  const exports = [exportOf(1, { periods: [{ day: '0023-02-21', allEvents: 1 }, full] })];
  assert.equal(loadStates(manifestOf(exports), emptyLedger).periods.length, 2);
});

test('a period is probably final once its allevents were exported eight days later', () => {
  const at = (finishTime: string, allEvents = true) =>
    probablyFinal(`${day1}T00:00:00Z`, [
      exportOf(1, {
        finishTime,
        periods: [allEvents ? full : { day: day1, matched: { 'Page/a': 1 } }],
      }),
    ]);
  assert.equal(at('2023-02-28T23:59:59.999999Z'), false);
  assert.equal(at('2023-03-01T00:00:00.000000'), true, 'without Z it is UTC all the same');
  assert.equal(at('2023-03-05T03:00:00Z', false), false, 'a retroactive export finalizes nothing');
});
