// The staged pages change under SQLite between statements: none of them may be read as it was before.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Engine } from '../../../../shared/engine/engine';
import { createSqlJsEngines } from '../../../../shared/engine/sqlJs/createSqlJsEngines';
import { RowLoader } from '../../../../shared/sync/rowLoader';
import { SeededRandom } from '../../../../shared/util/seededRandom';
import { loadValues } from '../../../support/bulkLoading';
import { scaled } from '../../../support/randomScale';

test('loads of all sizes, between deletes and rollbacks, leave the rows that the ordinary way leaves', async () => {
  const rounds = scaled(40);
  for (let seed = 1; seed <= rounds; seed++) {
    assert.equal(await differenceOf(seed, 1), undefined, `seed ${seed}`);
  }
});

test('with a cache of more pages old ones are read, so the test above can fail', async () => {
  const differences = [];
  for (let seed = 1; seed <= 4; seed++) differences.push(await differenceOf(seed, 400));
  assert.ok(differences.some(difference => difference !== undefined));
});

/** Plays the same history in both ways; undefined when both come to the same rows. */
async function differenceOf(seed: number, stagedCache: number): Promise<string | undefined> {
  const [pages, ordinary] = [await openLoading(0, stagedCache), await openLoading(Infinity, 1)];
  const [random, same] = [new SeededRandom(seed), new SeededRandom(seed)];
  try {
    for (let number = 0; number < 6; number++) {
      await playTransaction(pages, random);
      await playTransaction(ordinary, same);
      for (const table of Object.keys(schemas)) {
        const [found, expected] = [rowsOf(pages, table), rowsOf(ordinary, table)];
        if (found !== expected) return `transaction ${number}, table ${table}`;
      }
      assert.deepEqual(pages.engine.query('PRAGMA integrity_check').rows, [['ok']]);
    }
    return undefined;
  } catch (error) {
    // What SQLite says when a stale page brings a row number again.
    return String(error);
  } finally {
    for (const { engine, loader } of [pages, ordinary]) {
      loader.dispose();
      engine.close();
    }
  }
}

interface Loading {
  readonly engine: Engine;
  readonly loader: RowLoader;
}

const schemas = {
  A: recordOf('long', 'string'),
  B: recordOf('string', ['null', 'string'], 'long'),
  C: recordOf('string'),
};

async function openLoading(pagesFrom: number, stagedCache: number): Promise<Loading> {
  const engine = await (await createSqlJsEngines()).open({ mode: 'readWrite' });
  for (const [table, { fields }] of Object.entries(schemas)) {
    const columns = fields.map(
      ({ name, type }) => `${name} ${type === 'long' ? 'INTEGER' : 'TEXT'}`,
    );
    engine.run(`CREATE TABLE ${table} ("_row" INTEGER PRIMARY KEY, ${columns.join(', ')})`);
  }
  const attachPages = engine.attachPages.bind(engine);
  engine.attachPages = (name, pages) => {
    const attached = attachPages(name, pages);
    if (stagedCache !== 1) engine.run(`PRAGMA "${name}".cache_size=${stagedCache}`);
    return attached;
  };
  return { engine, loader: new RowLoader(engine, { pagesFrom }) };
}

/** Slices come, go and come anew, in three tables; some of it is taken back. */
async function playTransaction(loading: Loading, random: SeededRandom): Promise<void> {
  const { engine, loader } = loading;
  await engine.transaction(async () => {
    engine.run(`PRAGMA cache_size=${random.pick([8, 1000])}`);
    for (let step = random.between(2, 9); step > 0; step--) {
      engine.run('SAVEPOINT "slice"');
      await playStep(loading, random);
      if (random.chance(0.2)) engine.run('ROLLBACK TO "slice"');
      engine.run('RELEASE "slice"');
    }
  });
  loader.endTransaction();
}

async function playStep({ engine, loader }: Loading, random: SeededRandom): Promise<void> {
  const table = random.pick(['A', 'B', 'C'] as const);
  const [row] = engine.query(`SELECT max("_row") FROM ${table}`).rows;
  const last = Number(row?.[0] ?? 0);
  const from = random.below(last + 1);
  if (random.chance(0.6)) {
    engine.run(`DELETE FROM ${table} WHERE "_row" BETWEEN ? AND ?`, [
      from,
      from + random.below(900),
    ]);
  }
  // A gap, as where the newest rows were deleted.
  const firstRow = last + 1 + random.below(3);
  const longest = random.pick([0, 20, 300, 3000]);
  const values = Array.from({ length: random.pick([1, 7, 150, 900, 2500]) }, (_, index) =>
    valueOf(schemas[table], () => `${firstRow + index} ${'x'.repeat(random.below(longest + 1))}`),
  );
  await loadValues(loader, { table, firstRow, schema: schemas[table] }, values);
}

function recordOf(...types: readonly unknown[]) {
  const fields = types.map((type, index) => ({ name: `f${index}`, type }));
  return { type: 'record', name: 'Row', fields };
}

function valueOf({ fields }: ReturnType<typeof recordOf>, text: () => string): object {
  return Object.fromEntries(
    fields.map(({ name, type }) => [name, type === 'long' ? text().length : text()]),
  );
}

/** All rows in their order, in short. */
function rowsOf({ engine }: Loading, table: string): string {
  return JSON.stringify(engine.query(`SELECT * FROM ${table}`).rows);
}
