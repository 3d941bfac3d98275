// Cancel, newer databases, triggers: what must not lose rows.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { emptyLedger } from '../../../shared/plan/ledger';
import { schemaVersion } from '../../../shared/sync/ledgerSchema';
import { readLedger } from '../../../shared/sync/loadHistory';
import { hasCode } from '../../support/hasCode';
import { exportOf } from '../../support/manifestBuilder';
import { eventRows, SyncDatabase } from '../../support/syncDatabase';

const day = '2023-02-22';
const dropNewColumns = ['told', 'previousCounter', 'previousRows']
  .map(column => `ALTER TABLE "_pds_slices" DROP COLUMN "${column}";`)
  .join(' ');

test('a cancel leaves what was there', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a'));
  database.put('e2/allevents.avro', eventRows(day, 'b'));
  const first = exportOf(1, { periods: [{ day, allEvents: 1 }] });
  await database.sync([first]);
  const controller = new AbortController();
  controller.abort();
  await assert.rejects(
    database.sync([first, exportOf(2, { periods: [{ day, allEvents: 1 }] })], {
      signal: controller.signal,
    }),
    hasCode('sync.cancelled', /run sync again/),
  );
  assert.deepEqual(database.column('ALLEVENTS', 'eventId'), ['a']);
});

test('a database of a newer version is refused', async () => {
  const database = await SyncDatabase.open();
  database.engine.run('PRAGMA user_version = 99');
  assert.throws(() => readLedger(database.engine), hasCode('engine.newer-version', /99/));
});

test('a database that another program numbered has no ledger', async () => {
  const database = await SyncDatabase.open();
  database.engine.run('PRAGMA user_version = 1');
  assert.deepEqual(readLedger(database.engine), emptyLedger);
});

test('a database of an older version is brought up to date', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a'));
  database.put('e2/allevents.avro', eventRows(day, 'b'));
  const first = exportOf(1, { periods: [{ day, allEvents: 1 }] });
  await database.sync([first]);
  database.engine.run(`${dropNewColumns} PRAGMA user_version = 1`);
  await database.sync([first, exportOf(2, { periods: [{ day, allEvents: 1 }] })]);
  assert.deepEqual(database.column('ALLEVENTS', 'eventId'), ['b']);
  assert.deepEqual(database.query('PRAGMA user_version'), [[schemaVersion]]);
});

test('a database that was dumped and restored is known with all that it holds', async () => {
  for (const change of ['', dropNewColumns]) {
    const database = await SyncDatabase.open();
    database.put('e1/allevents.avro', eventRows(day, 'a'));
    database.put('e2/allevents.avro', eventRows(day, 'b'));
    const first = exportOf(1, { periods: [{ day, allEvents: 1 }] });
    await database.sync([first]);
    database.engine.run(`${change} PRAGMA user_version = 0`);
    assert.equal((await database.sync([first])).summary.upToDate, 1);
    await database.sync([first, exportOf(2, { periods: [{ day, allEvents: 1 }] })]);
    assert.deepEqual(database.column('ALLEVENTS', 'eventId'), ['b']);
    assert.deepEqual(database.query('PRAGMA user_version'), [[schemaVersion]]);
  }
});

test('rows that a trigger swallows fail their slice', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a'));
  database.put('e2/allevents.avro', eventRows('2023-02-23', 'b', 'c'));
  const first = exportOf(1, { periods: [{ day, allEvents: 1 }] });
  await database.sync([first]);
  database.engine.run(
    `CREATE TRIGGER swallow BEFORE INSERT ON "ALLEVENTS" BEGIN SELECT RAISE(IGNORE); END`,
  );
  const { slices } = await database.sync([
    first,
    exportOf(2, { periods: [{ day: '2023-02-23', allEvents: 2 }] }),
  ]);
  assert.deepEqual(
    slices.map(({ error }) => error?.code),
    ['sync.rows-lost'],
  );
});

test('a period without an expected count and a file without rows load', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', []);
  const { slices } = await database.sync([exportOf(1, { periods: [{ day, allEvents: 0 }] })]);
  assert.deepEqual(
    slices.map(({ status, inFile, inserted }) => [status, inFile, inserted]),
    [['loaded', 0, 0]],
  );
});

test('what a day held before it was finalized is remembered, also when it is loaded once more', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a', 'b'));
  database.put('e2/allevents.avro', eventRows(day, 'a', 'b', 'c'));
  const before = () =>
    database.query(
      'SELECT "counter", "rows", "previousCounter", "previousRows" FROM "_pds_slices"',
    );
  const first = exportOf(1, { periods: [{ day, allEvents: 2 }] });
  await database.sync([first]);
  assert.deepEqual(before(), [[1, 2, null, null]]);
  const both = [first, exportOf(2, { periods: [{ day, allEvents: 3 }] })];
  await database.sync(both);
  assert.deepEqual(before(), [[2, 3, 1, 2]]);
  await database.sync(both, { selection: { reload: true } });
  assert.deepEqual(before(), [[2, 3, 1, 2]]);
});
