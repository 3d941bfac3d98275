// What the view of local databases and ready queries are made of, as a sync of the sample left it.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';

import { readyQueries } from '../../shared/sql/readyQueries';
import { inEnglish } from '../../shared/util/translate';
import type { SqlVocabulary } from '../../shared/sql/vocabulary';
import { splitStatements } from '../../shared/sql/splitStatements';
import { startQueryWorker } from '../../shared/worker/startQueryWorker';
import { startWorker } from '../../shared/worker/startWorker';
import { runCli } from '../support/runCli';
import { sampleForAllTests } from '../support/sampleDestination';

const layouts = ['consolidated', 'perMatchable'] as const;
const sample = sampleForAllTests();

for (const layout of layouts) {
  test(`layout ${layout}: databases have names, tables their rows, and every ready query finds some`, async () => {
    const database = path.join(sample.folder, layout);
    const { code } = await runCli([
      'sync',
      sample.destination,
      '--db',
      database,
      '--layout',
      layout,
    ]);
    assert.equal(code, 0);
    const worker = startWorker();
    const queries = startQueryWorker();
    try {
      const { databases, failed } = await worker.channel.request('databases', { database });
      assert.deepEqual(failed, []);
      const names = databases.map(each => [each.subscriptionName, each.applicationName]);
      assert.deepEqual(names, [
        ['Acme', 'Acme Web'],
        ['Acme', 'Acme App 2'],
        ['Acme', null],
        ['Acme', null],
      ]);
      const [first] = databases;
      assert.ok(first);
      const vocabulary = await worker.channel.request('vocabulary', { database, ...first });
      checkVocabulary(vocabulary, layout);
      for (const { subscription, application, tables } of databases) {
        const place = { database, subscription, application };
        for (const { name, rows } of tables) {
          const sql = `SELECT 1 FROM "${name}"`;
          const end = await queries.channel.request('run', { ...place, sql, result: 1 });
          assert.equal(end.rowCount, rows, name);
        }
        const schema = await worker.channel.request('schema', place);
        for (const { title, sql } of readyQueries(inEnglish, schema.tables)) {
          const [{ start, end } = { start: 0, end: 0 }, ...more] = splitStatements(sql);
          assert.equal(more.length, 0);
          const found = await queries.channel.request('run', {
            ...{ ...place, result: 1 },
            sql: sql.slice(start, end),
          });
          assert.ok(found.isWhole && found.columns.length > 1 && found.rowCount > 0, title);
        }
      }
    } finally {
      await worker.dispose();
      await queries.dispose();
    }
  });
}

/** What can be named while SQL is written for the sample. */
function checkVocabulary({ tables, names }: SqlVocabulary, layout: (typeof layouts)[number]): void {
  const isOne = layout === 'consolidated';
  const events = tables.find(({ name }) => name === (isOne ? 'ALLEVENTS' : 'allevents'));
  const values = (name: string) => events?.columns.find(each => each.name === name)?.values ?? [];
  assert.ok((events?.rows ?? 0) > 0);
  assert.match(values('periodId')[0] ?? '', /^\d{4}-\d{2}-\d{2}$/);
  assert.ok(values('eventType').includes('click'), values('eventType').join());
  assert.deepEqual(values('eventId'), []);
  const types = new Set(names.map(({ type }) => type));
  // The sample's few matchables are no track types.
  assert.deepEqual([...types], ['Page', 'Feature', 'Guide']);
  const about = tables.filter(table => table.about !== null);
  assert.equal(about.length > 0, !isOne);
  assert.ok(tables.some(({ name }) => name === 'visitor.VISITORS'));
}
