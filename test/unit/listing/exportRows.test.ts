import assert from 'node:assert/strict';
import { test } from 'node:test';

import { exportRows, spansOf } from '../../../shared/listing/exportRows';
import { listApplication } from '../../../shared/listing/listApplication';
import { exportOf, ledgerOf, manifestOf } from '../../support/manifestBuilder';

const options = { subscription: '1', application: '2', path: 'datasync/1/2/exportmanifest.json' };
const days = (count: number) =>
  Array.from({ length: count }, (_, day) => ({ day: `2024-03-${10 + day}`, allEvents: 1 }));

test('an export is what its manifest says: by its type, its days and its files', () => {
  const manifest = manifestOf([
    exportOf(5, { type: ['Retroactive'], periods: days(1) }),
    exportOf(1, { periods: days(2) }),
    exportOf(2, { periods: days(11) }),
    exportOf(3, { pages: ['allpages.avro'] }),
    exportOf(4, { type: ['Test'], periods: days(1) }),
  ]);
  const { application } = listApplication(manifest, options);
  const rows = exportRows(manifest, application, { hasStates: true, syncedAt: new Map() });
  assert.deepEqual(
    rows.map(({ counter, kind }) => [counter, kind]),
    [
      [1, 'events'],
      [2, 'events'],
      [3, 'definitions'],
      [4, 'test'],
      [5, 'retroactive'],
    ],
  );
});

test('states and times of syncs come from the ledger, and neither where it cannot be asked', () => {
  const manifest = manifestOf([
    exportOf(412, { periods: [{ day: '2024-03-10', allEvents: 5 }] }),
    exportOf(413, { periods: [{ day: '2024-03-11', allEvents: 5 }] }),
  ]);
  const ledger = ledgerOf(['allEvents', '2024-03-10', 412, 5]);
  const { application } = listApplication(manifest, { ...options, ledger });
  const syncedAt = new Map([[412, '2024-03-12T08:00:00Z']]);
  const known = exportRows(manifest, application, { hasStates: true, syncedAt });
  assert.deepEqual(
    known.map(({ state, lastSync }) => [state, lastSync]),
    [
      ['synced', '2024-03-12T08:00:00Z'],
      ['new', null],
    ],
  );
  const unknown = exportRows(manifest, application, { hasStates: false, syncedAt: new Map() });
  assert.ok(unknown.every(({ state }) => state === null));
});

test('accounts and visitors are known by their manifest', () => {
  const manifest = manifestOf([exportOf(1, { visitors: ['allvisitors.avro'] })], 'visitors');
  const { application } = listApplication(manifest, options);
  const [row] = exportRows(manifest, application, { hasStates: true, syncedAt: new Map() });
  assert.equal(row?.kind, 'visitors');
});

test('days in whatever order are runs', () => {
  assert.deepEqual(spansOf([9, 3, 4, 4, NaN, 5, 11]), [
    [3, 5],
    [9, 9],
    [11, 11],
  ]);
});
