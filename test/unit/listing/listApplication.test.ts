import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listApplication } from '../../../shared/listing/listApplication';
import { exportOf, ledgerOf, manifestOf } from '../../support/manifestBuilder';

const manifest = manifestOf([
  exportOf(412, { periods: [{ day: '2023-02-20', allEvents: 5 }] }),
  exportOf(413, {
    periods: [
      { day: '2023-02-20', allEvents: 6 },
      { day: '2023-02-22', allEvents: 9 },
    ],
  }),
]);
const options = { subscription: '1', application: '2', path: 'datasync/1/2/exportmanifest.json' };

test('days say who owns them, what is loaded, and which are missing', () => {
  const ledger = ledgerOf(['allEvents', '2023-02-20', 412, 5]);
  const { days, application } = listApplication(manifest, { ...options, ledger });
  assert.deepEqual(
    days.map(({ periodId, state, owner, loadedFrom }) => [
      periodId.slice(0, 10),
      state,
      owner,
      loadedFrom,
    ]),
    [
      ['2023-02-20', 'stale', 413, 412],
      ['2023-02-21', 'missing', null, null],
      ['2023-02-22', 'new', 413, null],
    ],
  );
  assert.deepEqual(
    application.exports?.map(({ counter, state }) => [counter, state]),
    [
      [412, 'stale'],
      [413, 'new'],
    ],
  );
});

test('without a database everything is new', () => {
  const { application, rootUrls } = listApplication(manifest, options);
  assert.deepEqual(
    application.exports?.map(({ state }) => state),
    ['superseded', 'new'],
  );
  assert.equal(rootUrls.get('e412'), 'gs://bucket/datasync/1/2/e412');
});
