// A sync that is killed leaves every slice old or new, and the next run ends where it would have ended.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cp, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import type { Engine } from '../../shared/engine/engine';
import { quoteName } from '../../shared/engine/sql';
import {
  createSqlJsEngines,
  type SqlJsEngines,
} from '../../shared/engine/sqlJs/createSqlJsEngines';
import { listDatabases } from '../../shared/sync/databaseFiles';
import { hashRow, RowDigest } from '../../shared/sync/rowDigest';
import { SeededRandom } from '../../shared/util/seededRandom';
import { cliPath, runCli } from '../support/runCli';
import { scaled } from '../support/randomScale';
import { withTemporaryFolder } from '../support/temporaryFolder';

test('a sync killed at any moment leaves every slice old or new', async () => {
  await killRepeatedly({
    simulate: ['--days', '5', '--rows', '120', '--matchables', '6'],
    before: '..414',
    kills: scaled(75),
  });
});

test('so does one of large files, whose rows come as pages and are written by a second thread', async () => {
  await killRepeatedly({
    simulate: ['--days', '4', '--rows', '12000', '--codec', 'null', '--cap', '1G', ...oneOfEach],
    before: '..413',
    kills: scaled(25),
    check: async (destination, bytesRead) => {
      const files = await avroSizes(destination);
      assert.ok(files.filter(size => size >= pagesFrom).length >= 4, 'no file is loaded as pages');
      // Uncompressed rows take about as many bytes in the database.
      assert.ok(bytesRead > 3 * threadFrom, 'too little for the second thread');
    },
  });
});

const oneOfEach = ['--applications', '1', '--matchables', '3'];
/** Bytes of a file from which on its rows become pages, and of writes from which on a thread writes them. */
const [pagesFrom, threadFrom] = [4 << 20, 8 << 20];

interface Killing {
  readonly simulate: readonly string[];
  /** Counters that are there already: what is killed replaces rows as well as it adds them. */
  readonly before: string;
  readonly kills: number;
  readonly check?: (destination: string, bytesRead: number) => Promise<void>;
}

async function killRepeatedly({ simulate, before, kills, check }: Killing): Promise<void> {
  await withTemporaryFolder(async folder => {
    const engines = await createSqlJsEngines();
    const at = (name: string) => path.join(folder, name);
    await command('simulate', at('acme'), ...simulate);
    await command('sync', at('acme'), '--db', at('half'), '--counter', before);
    await cp(at('half'), at('whole'), { recursive: true });
    const start = performance.now();
    const answer = await command('sync', at('acme'), '--db', at('whole'), '--json');
    const duration = performance.now() - start;
    await check?.(at('acme'), (JSON.parse(answer) as { bytesRead: number }).bytesRead);
    const whole = await contentOf(engines, at('whole'));

    const random = new SeededRandom(7);
    for (let round = 1; round <= kills; round++) {
      await cp(at('half'), at('db'), { recursive: true });
      const moment = Math.round(duration * (0.3 + 0.75 * random.next()));
      await killedSync([at('acme'), '--db', at('db')], moment);
      await assertWholeSlices(engines, at('db'), `killed after ${moment} ms`);
      await command('sync', at('acme'), '--db', at('db'));
      assertSame(await contentOf(engines, at('db')), whole, `killed after ${moment} ms`);
      await rm(at('db'), { recursive: true });
    }
  });
}

async function avroSizes(folder: string): Promise<number[]> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter(name => name.endsWith('.avro'));
  return Promise.all(files.map(async name => (await stat(path.join(folder, name))).size));
}

async function command(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(args);
  assert.equal(code, 0, stderr);
  return stdout;
}

async function killedSync(args: readonly string[], milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [cliPath, 'sync', ...args], { stdio: 'ignore' });
  const closed = new Promise(resolve => child.on('close', resolve));
  await delay(milliseconds);
  child.kill('SIGKILL');
  await closed;
}

/** Each slice has exactly the rows of its range, and no row belongs to none. */
async function assertWholeSlices(
  engines: SqlJsEngines,
  database: string,
  when: string,
): Promise<void> {
  for (const { file } of await listDatabases(database)) {
    const engine = await engines.open({ file, mode: 'readWrite' });
    try {
      assert.deepEqual(engine.query('PRAGMA integrity_check').rows, [['ok']], when);
      const { rows: tables } = engine.query(
        `SELECT "table", sum("rows") FROM "_pds_slices" WHERE "firstRow" IS NOT NULL GROUP BY 1`,
      );
      for (const [table, rows] of tables) {
        const name = quoteName(String(table));
        const [found] = engine.query(`SELECT count(*) FROM ${name}`).rows;
        const [inRanges] = engine.query(
          `SELECT count(*) FROM ${name} JOIN "_pds_slices" ON "table" = '${String(table)}' AND "_row" BETWEEN "firstRow" AND "lastRow"`,
        ).rows;
        assert.deepEqual([found?.[0], inRanges?.[0]], [rows, rows], `${String(table)}, ${when}`);
      }
    } finally {
      engine.close();
    }
  }
}

/** All rows of all databases but for their numbers, and what the ledgers say of slices, by application and table. */
async function contentOf(
  engines: SqlJsEngines,
  database: string,
): Promise<ReadonlyMap<string, RowDigest>> {
  const content = new Map<string, RowDigest>();
  for (const { application, file } of await listDatabases(database)) {
    const engine = await engines.open({ file, folder: database, mode: 'readOnly' });
    try {
      for (const table of tablesOf(engine)) {
        content.set(`${application} ${table}`, digestOf(engine, table));
      }
    } finally {
      engine.close();
    }
  }
  return content;
}

function assertSame(
  found: ReadonlyMap<string, RowDigest>,
  expected: ReadonlyMap<string, RowDigest>,
  when: string,
): void {
  assert.deepEqual([...found.keys()], [...expected.keys()], when);
  for (const [table, digest] of found) {
    const isSame = expected.get(table)?.equals(digest);
    assert.ok(isSame, `${table} has other rows, ${digest.rows}, ${when}`);
  }
}

function tablesOf(engine: Engine): string[] {
  const sql = `SELECT "name" FROM sqlite_schema WHERE "type" = 'table' AND "name" <> '_pds_runs' ORDER BY 1`;
  return engine.query(sql).rows.map(([name]) => String(name));
}

const passing: readonly string[] = ['_row', 'firstRow', 'lastRow', 'run'];

function digestOf(engine: Engine, table: string): RowDigest {
  const columns = engine
    .query('SELECT "name" FROM pragma_table_info(?)', [table])
    .rows.map(([name]) => String(name))
    .filter(name => !passing.includes(name));
  const statement = engine.prepare(
    `SELECT ${columns.map(quoteName).join(', ')} FROM ${quoteName(table)}`,
  );
  const digest = new RowDigest();
  for (const row of statement.iterate()) digest.add(hashRow(row));
  statement.finalize();
  return digest;
}
