import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ManifestEntry } from '../../../shared/manifest/types';
import { emptyLedger, type Ledger } from '../../../shared/plan/ledger';
import type { PlanNotice, Selection } from '../../../shared/plan/loadPlan';
import { planLoad } from '../../../shared/plan/planLoad';
import { eventsTarget, exportOf, keyOf, ledgerOf, manifestOf } from '../../support/manifestBuilder';

const day = '2023-02-21';

function notices(
  exports: readonly ManifestEntry[],
  ledger: Ledger = emptyLedger,
  selection: Selection = {},
): readonly PlanNotice[] {
  return planLoad(manifestOf(exports), eventsTarget, ledger, selection).notices;
}

const counters = (...each: number[]): ManifestEntry[] => each.map(counter => exportOf(counter));

test('gaps lie between ledger and manifest, or inside the manifest', () => {
  const cases: [string, ManifestEntry[], Ledger, [number, number][]][] = [
    ['a first sync has none before its lowest counter', counters(412, 413), emptyLedger, []],
    ['the next counter follows', counters(6, 7), ledgerOf(['pages', null, 5]), []],
    ['counters were missed', counters(9, 10), ledgerOf(['pages', null, 5]), [[6, 9]]],
    [
      'inside the manifest',
      counters(4, 6, 9),
      emptyLedger,
      [
        [5, 6],
        [7, 9],
      ],
    ],
    ['what is loaded is not missing', counters(4, 6), ledgerOf(['pages', null, 5]), []],
    [
      'both',
      counters(8, 10),
      ledgerOf(['pages', null, 5]),
      [
        [6, 8],
        [9, 10],
      ],
    ],
  ];
  for (const [name, exports, ledger, expected] of cases) {
    const gaps = notices(exports, ledger).filter(({ kind }) => kind === 'gap');
    assert.deepEqual(
      gaps,
      expected.map(([start, end]) => ({ kind: 'gap', start, end })),
      name,
    );
  }
});

test('counter 0 and test exports are loaded and named', () => {
  const exports = [
    exportOf(0, { periods: [{ day, allEvents: 1 }] }),
    exportOf(1, { type: ['Test'], pages: ['p.avro'] }),
  ];
  assert.deepEqual(notices(exports), [
    { kind: 'counterZero', exportId: 'e0' },
    { kind: 'testExport', counter: 1 },
  ]);
  assert.deepEqual(notices(exports, ledgerOf(['allEvents', day, 0], ['pages', null, 1])), []);
});

test('a manifest that ends below what is loaded is named', () => {
  assert.deepEqual(notices(counters(1, 2), ledgerOf(['pages', null, 9])), [
    { kind: 'manifestBehind', highest: 2, loaded: 9 },
  ]);
});

test('a matchable that a full export of its period leaves out is an orphan', () => {
  const full = exportOf(8, { periods: [{ day, allEvents: 9, matched: { 'Page/a': 1 } }] });
  const orphan = (target: string, rows: number): PlanNotice => {
    return { kind: 'orphan', slice: keyOf(target, day), counter: 8, rows };
  };
  const earlier = exportOf(7, {
    periods: [{ day, allEvents: 9, matched: { 'Page/a': 1, 'Page/b': 2, 'Page/c': [] } }],
  });
  const retroactive = (counter: number): ManifestEntry =>
    exportOf(counter, { type: ['Retroactive'], periods: [{ day, matched: { 'Page/d': 4 } }] });

  assert.deepEqual(notices([earlier, full]), [orphan('Page/b', 2)], 'loaded in the same run');
  assert.deepEqual(
    notices([full], ledgerOf(['Page/b', day, 7, 5], ['Page/c', day, 7, 0])),
    [orphan('Page/b', 5)],
    'loaded before',
  );
  assert.deepEqual(
    notices([full], ledgerOf(['allEvents', day, 8], ['Page/a', day, 8], ['Page/b', day, 7, 5])),
    [orphan('Page/b', 5)],
    'still there when nothing is pending',
  );
  assert.deepEqual(notices([retroactive(7), full]), [orphan('Page/d', 4)], 'of a retroactive one');
  assert.deepEqual(notices([full, retroactive(9)]), [], 'a later retroactive one adds it');
  assert.deepEqual(
    notices(
      [exportOf(7, { periods: [{ day, allEvents: 1, matched: { 'Page/d': 1 } }] })].concat(
        exportOf(8, { type: ['Retroactive'], periods: [{ day, matched: { 'Page/a': 1 } }] }),
      ),
    ),
    [],
    'a retroactive export leaves out what it did not touch',
  );
  assert.deepEqual(
    notices([exportOf(8, { periods: [{ day, allEvents: 9 }] })], ledgerOf(['Page/b', day, 7, 5])),
    [],
    'an export without any matched events says nothing of them',
  );
});

test('definitions that a selected retroactive export should have built on are announced', () => {
  const exports = [3, 4, 5].map(counter =>
    exportOf(counter, { pages: ['p.avro'], ...(counter > 3 ? { type: ['Retroactive'] } : {}) }),
  );
  const passedOver = (ledger: Ledger, start: number) =>
    notices(exports, ledger, { counters: { start, end: 6 } });
  const slice = keyOf('pages', null);
  assert.deepEqual(passedOver(emptyLedger, 5), [
    { kind: 'passedOver', slice, counters: [3, 4], by: 5 },
  ]);
  assert.deepEqual(passedOver(ledgerOf(['pages', null, 3]), 5), [
    { kind: 'passedOver', slice, counters: [4], by: 5 },
  ]);
  assert.deepEqual(passedOver(emptyLedger, 3), []);
  assert.deepEqual(passedOver(ledgerOf(['pages', null, 4]), 5), []);
});

test('visitors of which only the metadata schema was loaded are passed over, not up to date', () => {
  const lists = { visitors: ['v.avro'], metadataSchema: ['m.avro'] };
  const exports = [3, 4].map(counter => exportOf(counter, lists));
  const loaded = ledgerOf(['visitors', null, 4], ['metadataSchema', null, 3]);
  const slice = keyOf('visitors', null);
  assert.deepEqual(notices(exports, loaded), [{ kind: 'passedOver', slice, counters: [3], by: 4 }]);
  const whole = ledgerOf(['visitors', null, 4], ['visitors', null, 3]);
  assert.deepEqual(notices(exports, { ...whole, slices: loaded.slices }), []);
});
