// Plans that go beyond what is pending: reloading, and sweeping what full exports leave out.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ManifestEntry } from '../../../shared/manifest/types';
import { emptyLedger, type Ledger } from '../../../shared/plan/ledger';
import type { Selection } from '../../../shared/plan/loadPlan';
import { planLoad } from '../../../shared/plan/planLoad';
import { eventsTarget, exportOf, ledgerOf, manifestOf } from '../../support/manifestBuilder';

const day = '2023-02-21';

/** `Page/a from 5, 1 file, 3 out`. */
function steps(exports: readonly ManifestEntry[], ledger: Ledger, selection: Selection): string[] {
  const { steps: planned, notices } = planLoad(
    manifestOf(exports),
    eventsTarget,
    ledger,
    selection,
  );
  assert.deepEqual(
    notices.filter(({ kind }) => kind === 'orphan'),
    [],
  );
  return planned.map(({ kind, matchableId, source, fallbacks, expectedDeletes }) => {
    const [{ counter, files }, lower] = [source, fallbacks.map(each => each.counter)];
    const orElse = lower.length > 0 ? `, else ${lower.join(', ')}` : '';
    return `${matchableId ?? kind} from ${counter}, ${files.length} files, ${String(expectedDeletes)} out${orElse}`;
  });
}

const daily = (counter: number, matched: Record<string, number>, type?: string): ManifestEntry =>
  exportOf(counter, {
    ...(type ? { type: [type] } : {}),
    periods: [{ day, ...(type ? {} : { allEvents: 9 }), matched }],
  });

test('reload takes the export that a slice was loaded from, or a newer one, never an older one', () => {
  const exports = [daily(4, { 'Page/a': 1 }), daily(5, { 'Page/a': 2 })];
  const reload = (ledger: Ledger, counters?: { start: number; end: number }) =>
    steps(exports, ledger, { reload: true, ...(counters ? { counters } : {}) });
  const held = ledgerOf(['allEvents', day, 5, 9], ['Page/a', day, 4, 1]);
  assert.deepEqual(reload(held), [
    'allEvents from 5, 1 files, 9 out',
    'Page/a from 5, 1 files, 1 out, else 4',
  ]);
  assert.deepEqual(reload(held, { start: 4, end: 5 }), ['Page/a from 4, 1 files, 1 out']);
  assert.deepEqual(reload(ledgerOf(['allEvents', day, 6], ['Page/a', day, 6])), []);
});

test('to reload definitions is to begin with the list that later ones were merged into', () => {
  const exports = [3, 4, 5].map(counter =>
    exportOf(counter, { pages: ['p.avro'], ...(counter === 5 ? { type: ['Retroactive'] } : {}) }),
  );
  const held = ledgerOf(['pages', null, 5, 70]);
  assert.deepEqual(steps(exports, held, { reload: true }), [
    'pages from 4, 1 files, 70 out',
    'pages from 5, 1 files, null out',
  ]);
  assert.deepEqual(steps(exports, held, { reload: true, counters: { start: 3, end: 5 } }), []);
});

test('to reload visitors is to apply all exports again that are listed', () => {
  const exports = [3, 4].map(counter => exportOf(counter, { visitors: ['v.avro'] }));
  assert.deepEqual(steps(exports, ledgerOf(['visitors', null, 4]), { reload: true }), [
    'visitors from 3, 1 files, null out',
    'visitors from 4, 1 files, null out',
  ]);
});

test('what a full export leaves out of a day is emptied, once', () => {
  const sweep = (exports: readonly ManifestEntry[], ledger: Ledger = emptyLedger) =>
    steps(exports, ledger, { sweepOrphans: true }).filter(step => !step.startsWith('allEvents'));
  const full = daily(8, { 'Page/a': 1 });
  const loaded = ledgerOf(['Page/a', day, 8], ['Page/b', day, 7, 5], ['Page/c', day, 7, 0]);
  assert.deepEqual(sweep([full], loaded), ['Page/b from 8, 0 files, 5 out']);
  assert.deepEqual(sweep([full], ledgerOf(['Page/a', day, 8], ['Page/b', day, 8, 0])), []);
  assert.deepEqual(
    sweep([daily(7, { 'Page/a': 1, 'Page/b': 2 }), full]),
    ['Page/a from 8, 1 files, 0 out, else 7', 'Page/b from 8, 0 files, 0 out, else 7'],
    'what an earlier export of the same run lists',
  );
  assert.deepEqual(
    sweep([full, daily(9, { 'Page/b': 4 }, 'Retroactive')], loaded),
    ['Page/b from 9, 1 files, 5 out, else 8'],
    'a later retroactive export adds it again',
  );
  assert.deepEqual(sweep([daily(9, { 'Page/x': 1 }, 'Retroactive')], loaded), [
    'Page/x from 9, 1 files, 0 out',
  ]);
});

test('a test export sweeps nothing: it need not list what Pendo has of the day', () => {
  const tested = exportOf(9, {
    type: ['Test'],
    periods: [{ day, allEvents: 9, matched: { 'Page/a': 1 } }],
  });
  const held = ledgerOf(['allEvents', day, 9, 9], ['Page/a', day, 9, 1], ['Page/b', day, 8, 5]);
  assert.deepEqual(steps([tested], held, { sweepOrphans: true }), []);
  assert.deepEqual(steps([tested], held, {}), []);
});
