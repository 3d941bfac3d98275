import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hasCode } from '../../support/hasCode';
import { exportOf } from '../../support/manifestBuilder';
import { eventRows, eventSchema, SyncDatabase } from '../../support/syncDatabase';

const day = '2023-02-22';

test('loads the events of a day, and a second run has nothing to do', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a', 'b'));
  const exports = [exportOf(1, { periods: [{ day, allEvents: 2 }] })];
  const { slices } = await database.sync(exports);
  assert.deepEqual(
    slices.map(({ table, inserted, status }) => [table, inserted, status]),
    [['ALLEVENTS', 2, 'loaded']],
  );
  assert.deepEqual(database.query('SELECT * FROM "ALLEVENTS"'), [
    [1, day, 'a'],
    [2, day, 'b'],
  ]);
  const again = await database.sync(exports);
  assert.deepEqual([again.slices, again.summary.upToDate], [[], 1]);
});

test('replaces a period and leaves the others', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a', 'b'));
  database.put('e2/allevents.avro', eventRows('2023-02-23', 'c'));
  database.put('e3/allevents.avro', eventRows(day, 'd'));
  const first = exportOf(1, { periods: [{ day, allEvents: 2 }] });
  const second = exportOf(2, { periods: [{ day: '2023-02-23', allEvents: 1 }] });
  const third = exportOf(3, { periods: [{ day, allEvents: 1 }] });
  await database.sync([first, second]);
  const { slices } = await database.sync([first, second, third]);
  assert.deepEqual(
    slices.map(({ counter, inserted, deleted }) => ({ counter, inserted, deleted })),
    [{ counter: 3, inserted: 1, deleted: 2 }],
  );
  assert.deepEqual(database.column('ALLEVENTS', 'eventId'), ['c', 'd']);
});

test('superseded slices cost no reads', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a', 'b'));
  database.put('e2/allevents.avro', eventRows(day, 'c'));
  const exports = [1, 2].map(counter =>
    exportOf(counter, { periods: [{ day, allEvents: counter === 1 ? 2 : 1 }] }),
  );
  const { slices } = await database.sync(exports);
  assert.deepEqual(
    slices.map(({ counter, status }) => [counter, status]),
    [
      [1, 'superseded'],
      [2, 'loaded'],
    ],
  );
  assert.deepEqual([...database.counts.byPath.keys()], ['datasync/1/2/e2/allevents.avro']);
});

test('all files of a split period are appended after one delete', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents-0.avro', eventRows(day, 'a', 'b'));
  database.put('e1/allevents-1.avro', eventRows(day, 'c'));
  await database.sync([exportOf(1, { periods: [{ day, allEvents: [2, 1] }] })]);
  assert.deepEqual(database.column('ALLEVENTS', 'eventId'), ['a', 'b', 'c']);
});

test('a file that an export lists twice brings its rows once', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a', 'b'));
  const once = exportOf(1, { periods: [{ day, allEvents: 2 }] });
  await database.sync([{ ...once, periods: [...once.periods, ...once.periods] }]);
  assert.deepEqual(database.column('ALLEVENTS', 'eventId'), ['a', 'b']);
});

test('rows that are promised without a file are no reason to delete the old ones', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a', 'b'));
  const first = exportOf(1, { periods: [{ day, allEvents: 2 }] });
  const [period] = exportOf(2, { periods: [{ day, allEvents: [] }] }).periods;
  assert.ok(period);
  const allEvents = { at: 0, files: [], eventCount: 5 };
  const second = { ...exportOf(2), periods: [{ ...period, allEvents }] };
  await database.sync([first]);
  const { slices } = await database.sync([first, second]);
  assert.deepEqual(
    slices.map(({ status, expected, error }) => [status, expected, error?.code]),
    [['failed', 5, 'sync.count-mismatch']],
  );
  assert.deepEqual(database.column('ALLEVENTS', 'eventId'), ['a', 'b']);
  const reported = await database.sync([first, second], { counts: 'report' });
  assert.deepEqual(
    reported.slices.map(({ status, deleted }) => [status, deleted]),
    [['loadedWithMismatch', 2]],
  );
});

test('matched events carry the id of the bill of materials, whatever the file says', async () => {
  const database = await SyncDatabase.open();
  const fields = [{ name: 'matchableId', type: ['null', 'string'] }, ...eventSchema.fields];
  const rows = eventRows(day, 'a', 'b');
  database.put('e1/matchedEvents/Page/x.avro', rows);
  database.put(
    'e1/matchedEvents/Page/y.avro',
    rows.map(row => ({ ...row, matchableId: 'Page/y' })),
    {
      schema: { ...eventSchema, fields },
    },
  );
  await database.sync([exportOf(1, { periods: [{ day, matched: { 'Page/x': 2, 'Page/y': 2 } }] })]);
  assert.deepEqual(database.query('SELECT "matchableId", "eventId" FROM "MATCHEDPAGEEVENTS"'), [
    ['x', 'a'],
    ['x', 'b'],
    ['y', 'a'],
    ['y', 'b'],
  ]);
});

test('an entry without files deletes its period of that matchable and nothing else', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/matchedEvents/Page/x.avro', eventRows(day, 'a'));
  database.put('e1/matchedEvents/Page/y.avro', eventRows(day, 'b'));
  const full = exportOf(1, { periods: [{ day, matched: { 'Page/x': 1, 'Page/y': 1 } }] });
  const gone = exportOf(2, {
    type: ['Retroactive'],
    periods: [{ day, matched: { 'Page/x': [] } }],
  });
  await database.sync([full]);
  const { slices } = await database.sync([full, gone]);
  assert.deepEqual(
    slices.map(({ status, deleted }) => [status, deleted]),
    [['deleted', 1]],
  );
  assert.deepEqual(database.column('MATCHEDPAGEEVENTS', 'eventId'), ['b']);
});

test('a missing file fails its slice alone, and the next run retries just it', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/matchedEvents/Page/y.avro', eventRows(day, 'b'));
  const exports = [exportOf(1, { periods: [{ day, allEvents: 1, matched: { 'Page/y': 1 } }] })];
  const { slices } = await database.sync(exports);
  assert.deepEqual(
    slices.map(({ status, error }) => [status, error?.code]),
    [
      ['failed', 'storage.not-found'],
      ['loaded', undefined],
    ],
  );
  database.put('e1/allevents.avro', eventRows(day, 'a'));
  const again = await database.sync(exports);
  assert.deepEqual(
    again.slices.map(({ table, status }) => [table, status]),
    [['ALLEVENTS', 'loaded']],
  );
});

test('an owner that fails leaves its slice to the next lower export and stays pending', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a'));
  const exports = [1, 2].map(counter => exportOf(counter, { periods: [{ day, allEvents: 1 }] }));
  const { slices } = await database.sync(exports);
  const loaded = slices.find(({ status }) => status !== 'superseded');
  assert.deepEqual(
    [loaded?.counter, loaded?.status, loaded?.error?.code],
    [1, 'loadedFallback', 'storage.not-found'],
  );
  database.put('e2/allevents.avro', eventRows(day, 'b'));
  await database.sync(exports);
  assert.deepEqual(database.column('ALLEVENTS', 'eventId'), ['b']);
});

test('strict counts refuse what the manifest does not promise, report loads it', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a', 'b'));
  const exports = [exportOf(1, { periods: [{ day, allEvents: 3 }] })];
  const strict = await database.sync(exports);
  assert.deepEqual(
    strict.slices.map(({ status, expected, inFile, error }) => [
      status,
      expected,
      inFile,
      error?.code,
    ]),
    [['failed', 3, 2, 'sync.count-mismatch']],
  );
  const report = await database.sync(exports, { counts: 'report' });
  assert.deepEqual(
    report.slices.map(({ status, inserted }) => [status, inserted]),
    [['loadedWithMismatch', 2]],
  );
});

test('one table per matchable; names that differ only in case get a number', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/matchedEvents/Page/x.avro', eventRows(day, 'a'));
  database.put('e1/matchedEvents/Page/X.avro', eventRows(day, 'b'));
  const exports = [exportOf(1, { periods: [{ day, matched: { 'Page/x': 1, 'Page/X': 1 } }] })];
  await database.sync(exports, { layout: 'perMatchable' });
  assert.deepEqual(database.column('Page/x', 'eventId'), ['a']);
  assert.deepEqual(database.column('Page/X~2', 'eventId'), ['b']);
  assert.deepEqual(
    database.query('SELECT "table", "type", "id" FROM "_pds_matchables" ORDER BY 1'),
    [
      ['Page/X~2', 'Page', 'X'],
      ['Page/x', 'Page', 'x'],
    ],
  );
  await assert.rejects(
    database.sync(exports, { layout: 'consolidated' }),
    hasCode('sync.layout-changed', /perMatchable.*consolidated/),
  );
});

test('new columns are added, a changed type fails the slice and says both', async () => {
  const database = await SyncDatabase.open();
  const schemaWith = (type: unknown) => ({
    ...eventSchema,
    fields: [...eventSchema.fields, { name: 'size', type }],
  });
  database.put('e1/allevents.avro', eventRows(day, 'a'));
  database.put(
    'e2/allevents.avro',
    eventRows('2023-02-23', 'b').map(row => ({ ...row, size: 7 })),
    { schema: schemaWith('int') },
  );
  database.put(
    'e3/allevents.avro',
    eventRows('2023-02-24', 'c').map(row => ({ ...row, size: 'seven' })),
    { schema: schemaWith('string') },
  );
  const { slices } = await database.sync(
    [day, '2023-02-23', '2023-02-24'].map((each, index) =>
      exportOf(index + 1, { periods: [{ day: each, allEvents: 1 }] }),
    ),
  );
  assert.deepEqual(
    slices.map(({ error }) => error?.code),
    [undefined, undefined, 'sync.column-changed'],
  );
  assert.match(slices[2]?.error?.message ?? '', /column size of table ALLEVENTS .*"int".*"string"/);
  assert.deepEqual(database.query('SELECT "eventId", "size" FROM "ALLEVENTS"'), [
    ['a', null],
    ['b', 7],
  ]);
});
