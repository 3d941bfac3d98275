// Other programs at the tables between two syncs: rows and tables that go, rows that come.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readLedger } from '../../../shared/sync/loadHistory';
import { exportOf } from '../../support/manifestBuilder';
import { eventRows, SyncDatabase } from '../../support/syncDatabase';

const day = '2023-02-22';

test('rows that another program deleted do not hide what is left of a slice', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a', 'b', 'c'));
  database.put('e2/allevents.avro', eventRows('2023-02-23', 'd'));
  database.put('e3/allevents.avro', eventRows(day, 'e'));
  const exports = [
    exportOf(1, { periods: [{ day, allEvents: 3 }] }),
    exportOf(2, { periods: [{ day: '2023-02-23', allEvents: 1 }] }),
  ];
  await database.sync(exports);
  database.engine.run(`DELETE FROM "ALLEVENTS" WHERE "eventId" = 'b'`);
  const { slices } = await database.sync([
    ...exports,
    exportOf(3, { periods: [{ day, allEvents: 1 }] }),
  ]);
  assert.deepEqual(
    slices.map(({ deleted }) => deleted),
    [2],
  );
  assert.deepEqual(database.column('ALLEVENTS', 'eventId'), ['d', 'e']);
});

test('rows of a stranger who got the numbers of ours are left alone', async () => {
  for (const [deleted, inserted] of [
    ['"_row" > 2', 2],
    ['1', 4],
  ] as const) {
    const database = await SyncDatabase.open();
    database.put('e1/allevents.avro', eventRows(day, 'a', 'b', 'c', 'd'));
    database.put('e2/allevents.avro', eventRows(day, 'e'));
    const first = exportOf(1, { periods: [{ day, allEvents: 4 }] });
    await database.sync([first]);
    database.engine.run(`DELETE FROM "ALLEVENTS" WHERE ${deleted}`);
    for (let row = 0; row < inserted; row++) {
      database.engine.run(`INSERT INTO "ALLEVENTS" ("eventId") VALUES ('theirs')`);
    }
    await database.sync([first, exportOf(2, { periods: [{ day, allEvents: 1 }] })]);
    const theirs = Array.from({ length: inserted }, () => 'theirs');
    assert.deepEqual(database.column('ALLEVENTS', 'eventId'), ['e', ...theirs]);
  }
});

test('rows that do not say which day they belong to are replaced all the same', async () => {
  for (const other of ['2023-02-21', '1970-01-01']) {
    const database = await SyncDatabase.open();
    database.put('e1/allevents.avro', [...eventRows(day, 'a'), ...eventRows(other, 'b')]);
    database.put('e2/allevents.avro', eventRows(other, 'c'));
    database.put('e3/allevents.avro', eventRows(day, 'd'));
    const exports = [exportOf(1, { periods: [{ day, allEvents: 2 }] })];
    for (const counter of [2, 3]) {
      await database.sync(exports);
      exports.push(exportOf(counter, { periods: [{ day, allEvents: 1 }] }));
    }
    await database.sync(exports);
    assert.deepEqual(database.column('ALLEVENTS', 'eventId'), ['d']);
  }
});

test('row numbers are never given out twice', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a', 'b'));
  database.put('e2/allevents.avro', eventRows('2023-02-23', 'c', 'd'));
  const first = exportOf(1, { periods: [{ day, allEvents: 2 }] });
  await database.sync([first]);
  database.engine.run('DELETE FROM "ALLEVENTS"');
  await database.sync([first, exportOf(2, { periods: [{ day: '2023-02-23', allEvents: 2 }] })]);
  assert.deepEqual(database.column('ALLEVENTS', '_row'), [3, 4]);
});

test('a table that another program renamed away is made anew', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a'));
  database.put('e2/allevents.avro', eventRows(day, 'b'));
  const first = exportOf(1, { periods: [{ day, allEvents: 1 }] });
  await database.sync([first]);
  database.engine.run('ALTER TABLE "ALLEVENTS" RENAME TO "mine"');
  const { slices } = await database.sync([
    first,
    exportOf(2, { periods: [{ day, allEvents: 1 }] }),
  ]);
  assert.deepEqual(
    slices.map(({ status }) => status),
    ['superseded', 'loaded'],
  );
  assert.deepEqual(database.column('ALLEVENTS', 'eventId'), ['b']);
  assert.deepEqual(database.column('mine', 'eventId'), ['a']);
});

test('what was in a table that somebody dropped is pending again', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a'));
  database.put('e1/matchedEvents/Page/x.avro', eventRows(day, 'b'));
  const exports = [exportOf(1, { periods: [{ day, allEvents: 1, matched: { 'Page/x': 1 } }] })];
  await database.sync(exports);
  database.engine.run('DROP TABLE "MATCHEDPAGEEVENTS"');
  const { slices, summary } = await database.sync(exports);
  assert.deepEqual(
    slices.map(({ table, status }) => [table, status]),
    [['MATCHEDPAGEEVENTS', 'loaded']],
  );
  assert.equal(summary.upToDate, 1);
  assert.deepEqual(database.column('MATCHEDPAGEEVENTS', 'eventId'), ['b']);
});

test('a slice of a dropped table that no export lists any more is not said to be loaded', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows('2023-02-21', 'a'));
  database.put('e2/allevents.avro', eventRows(day, 'b'));
  const [first, second] = ['2023-02-21', day].map((each, index) =>
    exportOf(index + 1, { periods: [{ day: each, allEvents: 1 }] }),
  );
  assert.ok(first && second);
  await database.sync([first, second]);
  database.engine.run('DROP TABLE "ALLEVENTS"');
  await database.sync([second]);
  assert.deepEqual(
    [...readLedger(database.engine).slices.values()].map(({ periodId }) => periodId),
    [`${day}T00:00:00Z`],
  );
  assert.deepEqual(database.query('SELECT count(*) FROM "_pds_files"'), [[1]]);
});

test('reload brings back what somebody deleted or changed', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a', 'b'));
  const exports = [exportOf(1, { periods: [{ day, allEvents: 2 }] })];
  await database.sync(exports);
  database.engine.run(`DELETE FROM "ALLEVENTS" WHERE "eventId" = 'a'`);
  database.engine.run(`UPDATE "ALLEVENTS" SET "eventId" = 'mine'`);
  const { slices } = await database.sync(exports, { selection: { reload: true } });
  assert.deepEqual(
    slices.map(({ status, inserted, deleted }) => [status, inserted, deleted]),
    [['loaded', 2, 1]],
  );
  assert.deepEqual(database.column('ALLEVENTS', 'eventId'), ['a', 'b']);
});
