// Files that are loaded as pages: many leaves, rows larger than a page, tables that others have changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { containerBytes } from '../../../../shared/avro/writeContainer';
import type { Engine, SqlValue } from '../../../../shared/engine/engine';
import { createSqlJsEngines } from '../../../../shared/engine/sqlJs/createSqlJsEngines';
import { pageBytes } from '../../../../shared/sync/bulk/pageFormat';
import { maxLeaves } from '../../../../shared/sync/bulk/stagedPages';
import { RowLoader } from '../../../../shared/sync/rowLoader';
import { SeededRandom } from '../../../../shared/util/seededRandom';
import { loadBytes } from '../../../support/bulkLoading';

const schema = {
  type: 'record',
  name: 'Row',
  fields: [
    { name: 'n', type: 'long' },
    { name: 'text', type: ['null', 'string'] },
  ],
};

interface Row {
  readonly n: number;
  readonly text: string | null;
}

test('rows over several areas of pages arrive in order', async () => {
  const long = 'x'.repeat(1000);
  const count = Math.ceil((maxLeaves * pageBytes * 2.5) / 1000);
  const rows = Array.from({ length: count }, (_, n) => ({ n, text: n % 7 === 0 ? null : long }));
  const engine = await loaded(rows);
  const sums = 'count(*), min("_row"), max("_row"), sum("n"), sum(length("text"))';
  const texts = rows.filter(({ text }) => text !== null).length;
  assert.deepEqual(engine.query(`SELECT ${sums} FROM "T"`).rows, [
    [count, 100, 100 + count - 1, (count * (count - 1)) / 2, texts * 1000],
  ]);
  assert.deepEqual(engine.query('SELECT count(*) FROM "T" WHERE "_row" <> "n" + 100').rows, [[0]]);
  assert.deepEqual(engine.query('PRAGMA integrity_check').rows, [['ok']]);
});

test('rows of any size arrive, also those that fill a page or more', async () => {
  const random = new SeededRandom(1);
  const edge = pageBytes - 60;
  const sizes = Array.from({ length: 120 }, (_, index) => edge + index);
  for (let more = 0; more < 300; more++) sizes.push(random.below(random.pick([10, 500, 40_000])));
  const rows = sizes.map((size, n) => ({ n, text: 'y'.repeat(size) }));
  const engine = await loaded(rows);
  assert.deepEqual(
    engine.query('SELECT length("text") FROM "T" ORDER BY "_row"').rows.flat(),
    sizes,
  );
  assert.deepEqual(engine.query('PRAGMA integrity_check').rows, [['ok']]);
});

test('indexes and triggers of others see every row', async () => {
  const rows = Array.from({ length: 500 }, (_, n) => ({ n, text: `t${n}` }));
  const engine = await loaded(rows, created => {
    created.run('CREATE UNIQUE INDEX "byText" ON "T" ("text")');
    created.run('CREATE TABLE "seen" (n)');
    created.run(
      'CREATE TRIGGER "see" AFTER INSERT ON "T" BEGIN INSERT INTO "seen" VALUES (new."n"); END',
    );
  });
  assert.deepEqual(engine.query('SELECT count(*), sum(n) FROM "seen"').rows, [[500, 124750]]);
  assert.deepEqual(engine.query(`SELECT "n" FROM "T" WHERE "text" = 't77'`).rows, [[77]]);
  assert.deepEqual(engine.query('PRAGMA integrity_check').rows, [['ok']]);
});

test('a column of others keeps its default, one in between stays empty', async () => {
  const rows = [{ n: 1, text: 'a' }];
  const withDefault = await loaded(rows, engine =>
    engine.run(`ALTER TABLE "T" ADD COLUMN "note" TEXT DEFAULT 'none'`),
  );
  assert.deepEqual(values(withDefault), [[100, 1, 'a', 'none']]);
  const before = await loaded(rows, engine => {
    engine.run('DROP TABLE "T"');
    engine.run(
      'CREATE TABLE "T" ("note" TEXT, "_row" INTEGER PRIMARY KEY, "n" INTEGER, "x", "text" TEXT)',
    );
  });
  assert.deepEqual(values(before), [[null, 100, 1, null, 'a']]);
  const otherOrder = await loaded(rows, engine => {
    engine.run('DROP TABLE "T"');
    engine.run('CREATE TABLE "T" ("_row" INTEGER PRIMARY KEY, "text" TEXT, "n" INTEGER)');
  });
  assert.deepEqual(values(otherOrder), [[100, 'a', 1]]);
});

test('rows keep their numbers in a table that others made anew, where a number is a column like others', async () => {
  for (const column of ['"_row" INT', '"_row" INT PRIMARY KEY']) {
    const copied = await loaded([{ n: 1, text: 'a' }], engine => {
      engine.run('DROP TABLE "T"');
      engine.run(`CREATE TABLE "T" (${column}, "n" INTEGER, "text" TEXT)`);
    });
    assert.deepEqual(values(copied), [[100, 1, 'a']]);
  }
});

test('a damaged block leaves no row behind it in the next file', async () => {
  const engine = await (await createSqlJsEngines()).open({ mode: 'readWrite' });
  createTable(engine);
  const loader = new RowLoader(engine, { pagesFrom: 0 });
  const bytes = containerBytes({ schema }, [
    { n: 1, text: 'good' },
    { n: 2, text: 'bad' },
  ]);
  bytes[Buffer.from(bytes).indexOf('bad')] = 0xff;
  await engine.transaction(async () => {
    engine.run('SAVEPOINT "slice"');
    await assert.rejects(load(loader, bytes), /not UTF-8/);
    engine.run('ROLLBACK TO "slice"');
    await load(loader, containerBytes({ schema }, [{ n: 3, text: 'next' }]));
  });
  loader.endTransaction();
  loader.dispose();
  assert.deepEqual(values(engine), [[100, 3, 'next']]);
});

/** A database whose table T holds the rows from number 100 on. */
async function loaded(
  rows: readonly Row[],
  prepare: (engine: Engine) => void = () => undefined,
): Promise<Engine> {
  const engine = await (await createSqlJsEngines()).open({ mode: 'readWrite' });
  createTable(engine);
  prepare(engine);
  const loader = new RowLoader(engine, { pagesFrom: 0 });
  await engine.transaction(() => load(loader, containerBytes({ schema }, rows)));
  loader.endTransaction();
  loader.dispose();
  return engine;
}

function createTable(engine: Engine): void {
  engine.run('CREATE TABLE "T" ("_row" INTEGER PRIMARY KEY, "n" INTEGER, "text" TEXT)');
}

function load(loader: RowLoader, bytes: Uint8Array): Promise<number> {
  return loadBytes(loader, { table: 'T', firstRow: 100 }, bytes);
}

function values(engine: Engine): readonly (readonly SqlValue[])[] {
  return engine.query('SELECT * FROM "T" ORDER BY "_row"').rows;
}
