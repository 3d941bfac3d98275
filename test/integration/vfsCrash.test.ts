import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Engine } from '../../shared/engine/engine';
import { createSqlJsEngines } from '../../shared/engine/sqlJs/createSqlJsEngines';
import type { FileSystem } from '../../shared/engine/sqlJs/fileSystem';
import { writeBehind } from '../../shared/engine/sqlJs/writeBehind';
import { RowLoader } from '../../shared/sync/rowLoader';
import { SeededRandom } from '../../shared/util/seededRandom';
import { loadValues } from '../support/bulkLoading';
import { LaggingQueue } from '../support/laggingQueue';
import { scaled } from '../support/randomScale';
import { RecordingVfs } from '../support/recordingVfs';

const file = '/db/1/2.sqlite';
const transactions = 12;
/** The birth of the file is written at once, what follows by way of a queue as with the second thread. */
const bytesBeforeQueue = 100_000;

/** A power cut: the disk it leaves, and how many transactions had been reported as committed. */
interface PowerCut {
  readonly disk: RecordingVfs;
  readonly committed: number;
  readonly seed: number;
}

test('after a power cut at any moment the database holds every reported transaction, and none by half', async () => {
  const operations = (await runTransactions(new RecordingVfs(), 0)).operations;
  const random = new SeededRandom(20230222);
  const points = scaled(200);
  // The birth of the file is a short and special time: a quarter of the points lies in it.
  const moments = Array.from(
    { length: points },
    (_, index) => 1 + random.below(index % 4 === 0 ? 16 : operations),
  );
  const { states, cuts } = await runTransactions(new RecordingVfs(), 0, moments);
  assert.equal(cuts.length, points);
  for (const { disk, committed, seed } of cuts) {
    const found = await readState(disk);
    const allowed = [states[committed], states[committed + 1]];
    assert.ok(
      allowed.includes(found),
      `seed ${seed}: after ${committed} commits found ${found.slice(0, 80)}`,
    );
  }
});

test('a disk that loses what fsync promised to keep does break databases, so the test above can fail', async () => {
  const moments = Array.from({ length: 60 }, (_, index) => 20 + index * 7);
  const disk = new RecordingVfs();
  disk.sync = () => disk.onOperation();
  const { states, cuts } = await runTransactions(disk, 0, moments);
  const broken = [];
  for (const { disk: left, committed } of cuts) {
    const found = await readState(left).catch((error: unknown) => String(error));
    if (found !== states[committed] && found !== states[committed + 1]) broken.push(found);
  }
  assert.notEqual(broken.length, 0);
});

/** Does the same seeded work on any disk; cuts the power (on a copy) before the operations of `moments`. */
async function runTransactions(disk: RecordingVfs, seed: number, moments: readonly number[] = []) {
  const random = new SeededRandom(seed);
  const states = ['empty'];
  const cuts: PowerCut[] = [];
  let operations = 0;
  disk.onOperation = () => {
    operations++;
    moments.forEach((moment, index) => {
      if (moment !== operations) return;
      const cut = disk.afterPowerCut(new SeededRandom(index));
      cuts.push({ disk: cut, committed: states.length - 1, seed: index });
    });
  };
  const queue = new LaggingQueue(disk, new SeededRandom(seed));
  const engine = await openOn(
    writeBehind(disk, { afterBytes: bytesBeforeQueue, startWriter: () => queue }),
  );
  // A cache of a few pages makes transactions spill into the file long before they commit.
  engine.run('PRAGMA cache_size=8');
  const loader = new RowLoader(engine, { pagesFrom: 0 });
  for (let number = 1; number <= transactions; number++) {
    await runTransaction({ engine, loader }, random, number);
    states.push(stateOf(engine));
  }
  assert.ok(queue.writes > 300, 'the queue was not used');
  loader.dispose();
  engine.close();
  return { states, cuts, operations };
}

interface Loading {
  readonly engine: Engine;
  readonly loader: RowLoader;
}

async function runTransaction(
  { engine, loader }: Loading,
  random: SeededRandom,
  number: number,
): Promise<void> {
  await engine.transaction(async () => {
    if (number === 1) {
      engine.run(
        'CREATE TABLE t (_row INTEGER PRIMARY KEY, a INTEGER, b TEXT); CREATE TABLE n (number INTEGER)',
      );
    }
    engine.run('DELETE FROM t WHERE _row % 7 = ?', [random.below(7)]);
    const insert = engine.prepare('INSERT INTO t (a, b) VALUES (?, ?)');
    for (let row = 0; row < 150; row++) insert.run([number, 'x'.repeat(random.below(1200))]);
    engine.run('SAVEPOINT slice');
    for (let row = 0; row < 50; row++) insert.run([-number, 'y'.repeat(random.below(400))]);
    insert.finalize();
    if (random.chance(0.5)) engine.run('ROLLBACK TO slice');
    engine.run('RELEASE slice');
    await loadAsPages({ engine, loader }, random, number);
    engine.run('UPDATE t SET a = a + 1 WHERE _row % 5 = ?', [random.below(5)]);
    engine.run('INSERT INTO n VALUES (?)', [number]);
  });
  loader.endTransaction();
}

/** Rows as they come from large files. */
async function loadAsPages(
  { engine, loader }: Loading,
  random: SeededRandom,
  number: number,
): Promise<void> {
  const rows = Array.from({ length: 200 }, () => ({
    a: number,
    b: 'z'.repeat(random.below(1200)),
  }));
  const [last] = engine.query('SELECT max(_row) FROM t').rows;
  await loadValues(loader, { table: 't', schema, firstRow: Number(last?.[0]) + 1 }, rows);
  const attached = engine.query(`SELECT 1 FROM pragma_database_list WHERE name LIKE 'pds_pages%'`);
  assert.equal(attached.rows.length, 1, 'the rows did not come as pages');
}

const schema = {
  type: 'record',
  name: 'Row',
  fields: [
    { name: 'a', type: 'long' },
    { name: 'b', type: 'string' },
  ],
};

async function openOn(disk: FileSystem): Promise<Engine> {
  const engines = await createSqlJsEngines({ fileSystem: disk });
  return engines.open({ file, mode: 'readWrite' });
}

async function readState(disk: RecordingVfs): Promise<string> {
  const engine = await openOn(disk);
  try {
    assert.deepEqual(engine.query('PRAGMA integrity_check').rows, [['ok']]);
    return stateOf(engine);
  } finally {
    engine.close();
  }
}

/** Every row, in short. */
function stateOf(engine: Engine): string {
  if (engine.query("SELECT 1 FROM sqlite_schema WHERE name = 'n'").rows.length === 0)
    return 'empty';
  const numbers = engine.query('SELECT count(*), max(number) FROM n').rows;
  const rows = engine.query('SELECT _row, a, length(b), substr(b, 1, 1) FROM t ORDER BY _row').rows;
  return JSON.stringify([numbers, rows]);
}
