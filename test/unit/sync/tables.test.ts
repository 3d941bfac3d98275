// Definitions, accounts and visitors: whole tables, merges, keys.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readLedger } from '../../../shared/sync/loadHistory';
import { eventsTarget, exportOf } from '../../support/manifestBuilder';
import { eventRows, SyncDatabase } from '../../support/syncDatabase';

const keyed = (key: string) => ({
  schema: {
    type: 'record',
    name: 'Row',
    fields: [
      { name: key, type: 'string' },
      { name: 'name', type: 'string' },
    ],
  },
});
const rows = (key: string, names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([id, name]) => ({ [key]: id, name }));

test('definitions are replaced whole', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/p.avro', rows('pageId', { a: 'A', b: 'B' }), keyed('pageId'));
  database.put('e2/p.avro', rows('pageId', { c: 'C' }), keyed('pageId'));
  await database.sync([exportOf(1, { pages: ['p.avro'] })]);
  const { slices } = await database.sync([1, 2].map(n => exportOf(n, { pages: ['p.avro'] })));
  assert.deepEqual(
    slices.map(({ inserted, deleted }) => [inserted, deleted]),
    [[1, 2]],
  );
  assert.deepEqual(database.column('PAGES', 'name'), ['C']);
});

const retroactive = { type: ['Retroactive'], pages: ['p.avro'] };

test('a retroactive export with few definitions is merged by key, and says so', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/p.avro', rows('pageId', { a: 'A', b: 'B', c: 'C' }), keyed('pageId'));
  database.put('e2/p.avro', rows('pageId', { b: 'B2' }), keyed('pageId'));
  const first = exportOf(1, { pages: ['p.avro'] });
  await database.sync([first]);
  const { slices, notices } = await database.sync([first, exportOf(2, retroactive)]);
  assert.deepEqual(
    slices.map(({ inserted, deleted }) => [inserted, deleted]),
    [[1, 1]],
  );
  assert.deepEqual(database.column('PAGES', 'name'), ['A', 'B2', 'C']);
  assert.match(notices.join(), /PAGES: retroactive export 2 has 1 pages, the table had 3/);
});

test('a retroactive export without a key to merge by fails, and the table stays', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/p.avro', rows('what', { a: 'A', b: 'B', c: 'C' }), keyed('what'));
  database.put('e2/p.avro', rows('what', { b: 'B2' }), keyed('what'));
  const { slices } = await database.sync([
    exportOf(1, { pages: ['p.avro'] }),
    exportOf(2, retroactive),
  ]);
  assert.deepEqual(
    slices.map(({ status, error }) => [status, error?.code]),
    [
      ['loaded', undefined],
      ['failed', 'sync.no-key'],
    ],
  );
  assert.deepEqual(database.column('PAGES', 'name'), ['A', 'B', 'C']);
});

test('visitors are replaced by id; of one id twice the last row wins', async () => {
  const database = await SyncDatabase.open();
  const visitors = (...names: readonly (readonly [string, string])[]) =>
    names.map(([id, name]) => ({ id, name }));
  database.put('e1/v.avro', visitors(['a', 'A'], ['b', 'B']), keyed('id'));
  database.put('e2/v.avro', visitors(['b', 'B2'], ['c', 'C'], ['b', 'B3']), keyed('id'));
  const exports = [1, 2].map(n => exportOf(n, { visitors: ['v.avro'] }));
  const { slices } = await database.sync(exports, { family: 'visitors' });
  assert.deepEqual(
    slices.map(({ inserted, deleted }) => [inserted, deleted]),
    [
      [2, 0],
      [3, 2],
    ],
  );
  assert.deepEqual(database.column('VISITORS', 'name'), ['A', 'B3', 'C']);
});

test('nothing tells rows without an id apart: an export keeps all of its own, and says so', async () => {
  const database = await SyncDatabase.open();
  const schema = {
    type: 'record',
    name: 'Visitor',
    fields: [
      { name: 'id', type: ['null', 'string'] },
      { name: 'name', type: 'string' },
    ],
  };
  const put = (counter: number, ...all: readonly (readonly [string | null, string])[]) =>
    database.put(
      `e${counter}/v.avro`,
      all.map(([id, name]) => ({ id, name })),
      { schema },
    );
  put(1, ['a', 'A'], [null, 'X'], [null, 'Y']);
  put(2, ['a', 'A2'], [null, 'Z'], [null, 'Z']);
  put(3, ['b', 'B']);
  const exports = [1, 2, 3].map(n => exportOf(n, { visitors: ['v.avro'] }));
  const { notices } = await database.sync(exports, { family: 'visitors' });
  assert.deepEqual(database.column('VISITORS', 'name'), ['A2', 'B', 'Z', 'Z']);
  assert.deepEqual(
    notices.map(notice => /^VISITORS: 2 rows of export \d have no id/.exec(notice)?.[0]),
    [1, 2].map(n => `VISITORS: 2 rows of export ${n} have no id`),
  );
});

test('accounts whose id has another name than before are refused: they would replace nothing, or each other', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/a.avro', rows('id', { 1: 'A', 2: 'B' }), keyed('id'));
  database.put('e2/a.avro', rows('accountId', { 1: 'A2', 3: 'C', 4: 'D' }), keyed('accountId'));
  const exports = [1, 2].map(n => exportOf(n, { accounts: ['a.avro'] }));
  const { slices } = await database.sync(exports, { family: 'accounts' });
  assert.deepEqual(
    slices.map(({ status, error }) => [status, error?.code]),
    [
      ['loaded', undefined],
      ['failed', 'sync.no-key'],
    ],
  );
  assert.match(String(slices[1]?.error?.message), /by id, the new rows by accountId/);
  assert.deepEqual(database.query('SELECT * FROM "ACCOUNTS"'), [
    ['1', 'A'],
    ['2', 'B'],
  ]);
});

test('a column that would be a better key than the one of the loaded rows is refused too', async () => {
  const database = await SyncDatabase.open();
  const fields = ['accountId', 'id', 'name'].map(name => ({ name, type: 'string' }));
  const both = { type: 'record', name: 'Row', fields };
  database.put('e1/a.avro', rows('accountId', { 1: 'A' }), keyed('accountId'));
  database.put('e2/a.avro', [{ accountId: '1', id: 'x', name: 'A2' }], { schema: both });
  const exports = [1, 2].map(n => exportOf(n, { accounts: ['a.avro'] }));
  const { slices } = await database.sync(exports, { family: 'accounts' });
  assert.equal(slices[1]?.error?.code, 'sync.no-key');
  assert.deepEqual(database.column('ACCOUNTS', 'name'), ['A']);
});

test('after a visitor export that fails later ones are refused, because they build on it', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/v.avro', rows('id', { a: 'A' }), keyed('id'));
  database.put('e3/v.avro', rows('id', { a: 'A3' }), keyed('id'));
  const exports = [1, 2, 3].map(n => exportOf(n, { visitors: ['v.avro'] }));
  const { slices } = await database.sync(exports, { family: 'visitors' });
  assert.deepEqual(
    slices.map(({ counter, status, error }) => [counter, status, error?.code]),
    [
      [1, 'loaded', undefined],
      [2, 'failed', 'storage.not-found'],
      [3, 'refused', 'sync.earlier-failed'],
    ],
  );
  database.put('e2/v.avro', rows('id', { b: 'B' }), keyed('id'));
  await database.sync(exports, { family: 'visitors' });
  assert.deepEqual(database.column('VISITORS', 'name'), ['A3', 'B']);
});

test('tables of their own are listed with the names of their matchables', async () => {
  const database = await SyncDatabase.open();
  const day = '2023-02-22';
  database.put('e1/p.avro', rows('pageId', { x: 'Start' }), keyed('pageId'));
  database.put('e1/matchedEvents/Page/x.avro', eventRows(day, 'a'));
  database.put('e1/matchedEvents/Page/y.avro', eventRows(day, 'b'));
  const matched = { 'Page/x': 1, 'Page/y': 1 };
  await database.sync([exportOf(1, { pages: ['p.avro'], periods: [{ day, matched }] })], {
    layout: 'perMatchable',
  });
  const names = () => database.query('SELECT "table", "name" FROM "_pds_matchables" ORDER BY 1');
  assert.deepEqual(names(), [
    ['Page/x', 'Start'],
    ['Page/y', null],
  ]);
  database.put('e2/p.avro', rows('pageId', { x: 'Home', y: 'Away' }), keyed('pageId'));
  await database.sync([exportOf(2, { pages: ['p.avro'] })]);
  assert.deepEqual(names(), [
    ['Page/x', 'Home'],
    ['Page/y', 'Away'],
  ]);
});

test('a column that a user generated does not stand in the way of one from the files', async () => {
  const database = await SyncDatabase.open();
  const wider = {
    schema: {
      ...keyed('pageId').schema,
      fields: [...keyed('pageId').schema.fields, { name: 'rules', type: 'string' }],
    },
  };
  database.put('e1/p.avro', rows('pageId', { a: 'A' }), keyed('pageId'));
  database.put('e2/p.avro', [{ pageId: 'a', name: 'A', rules: '//x' }], wider);
  await database.sync([exportOf(1, { pages: ['p.avro'] })]);
  database.engine.run('ALTER TABLE "PAGES" ADD COLUMN "rules" TEXT AS (upper("name"))');
  const { slices } = await database.sync([1, 2].map(n => exportOf(n, { pages: ['p.avro'] })));
  assert.deepEqual(slices.at(-1)?.status, 'loaded');
  assert.deepEqual(database.column('PAGES', 'rules_2'), ['//x']);
});

test('definitions without any field fail with words about their schema', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/p.avro', [{}], { schema: { type: 'record', name: 'Row', fields: [] } });
  const { slices } = await database.sync([exportOf(1, { pages: ['p.avro'] })]);
  assert.equal(slices[0]?.error?.code, 'avro.bad-schema');
});

test('a reload that cannot read one of the exports of a table leaves all of it as it was', async () => {
  for (const [family, list, table] of [
    ['visitors', 'visitors', 'VISITORS'],
    ['events', 'pages', 'PAGES'],
  ] as const) {
    const database = await SyncDatabase.open();
    const exports = [1, 2, 3].map(counter => {
      const ids = counter === 1 ? ['a', 'b', 'c', 'd', 'e'] : ['a'];
      const names = Object.fromEntries(ids.map(id => [id, `${id}${counter}`]));
      database.put(`e${counter}/v.avro`, rows('id', names), keyed('id'));
      const type = counter > 1 && family === 'events' ? { type: ['Retroactive'] } : {};
      return exportOf(counter, { [list]: ['v.avro'], ...type });
    });
    await database.sync(exports, { family });
    const before = database.query(`SELECT * FROM "${table}"`);
    database.store.put(`${eventsTarget.folder}/e2/v.avro`, Buffer.from('Obj'));
    const { slices } = await database.sync(exports, { family, selection: { reload: true } });
    assert.deepEqual(
      slices.map(({ counter, status, inserted }) => [counter, status, inserted]),
      [
        [1, 'refused', 0],
        [2, 'failed', 0],
        [3, 'refused', 0],
      ],
    );
    assert.deepEqual(database.query(`SELECT * FROM "${table}"`), before);
    const { slices: ledger, failed } = readLedger(database.engine);
    assert.deepEqual(
      [...ledger.values()].map(({ counter }) => counter),
      [3],
    );
    assert.equal(failed.size, 1);
  }
});
