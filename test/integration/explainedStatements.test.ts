// How a statement would be run, told by the thread that runs queries, in the language of its host.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Engine } from '../../shared/engine/engine';
import { hasCode } from '../support/hasCode';
import { withQueryWorker, type QueryWorker } from '../support/queryWorker';

function fill(engine: Engine): void {
  engine.run('CREATE TABLE PAGES (_row INTEGER PRIMARY KEY, id INTEGER, name TEXT)');
}

test('EXPLAIN QUERY PLAN tells how a statement is run', async () => {
  await withQueryWorker(fill, async worker => {
    const { columns } = await worker.run('EXPLAIN QUERY PLAN SELECT * FROM PAGES');
    const [row] = await worker.rows(0, 1);
    assert.equal(row?.[columns.findIndex(({ name }) => name === 'detail')], 'SCAN PAGES');
  });
});

test('the plan of a statement is told in words', async () => {
  await withQueryWorker(fill, async worker => {
    const sql = 'SELECT a.name FROM PAGES a JOIN PAGES AS b ON b._row = a.id';
    const { columns } = await worker.explain(`EXPLAIN ${sql}`);
    assert.deepEqual(
      columns.map(({ name }) => name),
      ['step', 'what it does'],
    );
    assert.deepEqual(await worker.rows(0, 9), [
      ['SCAN a', 'Reads the whole table PAGES.'],
      ['SEARCH b USING INTEGER PRIMARY KEY (rowid=?)', 'Finds rows of PAGES by their numbers.'],
    ]);
    const wrong = worker.explain('SELECT nam FROM PAGES');
    await assert.rejects(wrong, hasCode('engine.sql', /Did you mean name/));
  });
});

test('a thread speaks the language whose texts it was given, and English where one is missing', async () => {
  const texts = {
    'what it does': 'was er tut',
    'Reads the whole table {0}.': 'Liest die ganze Tabelle {0}.',
    'There is no table {0}.': 'Eine Tabelle {0} gibt es nicht.',
  };
  const body = async (worker: QueryWorker) => {
    const { columns } = await worker.explain('SELECT name FROM PAGES');
    const names = columns.map(({ name }) => name);
    assert.deepEqual(names, ['step', 'was er tut']);
    assert.deepEqual(await worker.rows(0, 9), [['SCAN PAGES', 'Liest die ganze Tabelle PAGES.']]);
    const wrong = worker.explain('SELECT name FROM PAGE');
    const said = /^Eine Tabelle PAGE gibt es nicht\. Did you mean PAGES\?/;
    await assert.rejects(wrong, hasCode('engine.sql', said));
  };
  await withQueryWorker(fill, body, texts);
});
