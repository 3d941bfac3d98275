// Other people's SQLite at our file while we write: it must be told "locked", and nothing may be lost.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { runProgram, type ProgramResult } from '../support/runProgram';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools, tool } from '../support/tools';
import { oursRows } from '../support/transactionWriter';

const writer = path.join(__dirname, '../support/transactionWriter.js');
const transactions = 8;

const createTables = `
  CREATE TABLE ours (n INTEGER, b TEXT);
  CREATE TABLE theirs (i INTEGER);
  WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c LIMIT ${oursRows})
    INSERT INTO ours SELECT 0, printf('%.300c', 'x') FROM c;`;

const summary =
  'SELECT count(*), min(n), max(n), min(length(b)), max(length(b)) FROM ours; PRAGMA integrity_check';

function sqlite(file: string, sql: string): Promise<ProgramResult> {
  return runProgram(tool('sqlite3'), [file, sql]);
}

testWithTools(
  ['node24', 'sqlite3'],
  'a native sqlite3 that reads and writes every 10 ms during our transactions loses nothing, nor do we',
  async () => {
    await withTemporaryFolder(async folder => {
      const file = path.join(folder, 'a.sqlite');
      assert.equal((await sqlite(file, createTables)).stderr, '');
      let running = true;
      const ours = runProgram(tool('node24'), [
        writer,
        'count',
        file,
        String(transactions),
      ]).finally(() => (running = false));
      const writes: ProgramResult[] = [];
      const reads: ProgramResult[] = [];
      while (running) {
        writes.push(await sqlite(file, 'INSERT INTO theirs VALUES (1)'));
        reads.push(await sqlite(file, 'SELECT min(n) = max(n) FROM ours'));
        await delay(10);
      }
      assert.deepEqual(await ours, { code: 0, stdout: '', stderr: '' });

      for (const answers of [writes, reads]) {
        const told = answers.filter(({ code }) => code !== 0);
        assert.ok(told.length > 0, 'nobody was told that the database is locked');
        assert.ok(told.length < answers.length, 'nobody was served between our transactions');
        for (const { stderr } of told) assert.match(stderr, /database is locked/);
      }
      const wholeTransactions = reads.filter(({ code }) => code === 0);
      for (const { stdout } of wholeTransactions) assert.equal(stdout, '1\n');

      const length = 300 + transactions;
      const expected = [oursRows, transactions, transactions, length, length].join('|');
      assert.equal((await sqlite(file, summary)).stdout, `${expected}\nok\n`);
      const theirs = await sqlite(file, 'SELECT count(*) FROM theirs');
      const served = writes.filter(({ code }) => code === 0);
      assert.equal(theirs.stdout, `${served.length}\n`);
    });
  },
);

testWithTools(
  ['node24', 'sqlite3'],
  'our transaction waits for one of another program',
  async () => {
    await withTemporaryFolder(async folder => {
      const file = path.join(folder, 'a.sqlite');
      await sqlite(file, createTables);
      const begun = path.join(folder, 'begun');
      const theirs = runProgram('sh', [
        '-c',
        `(echo "BEGIN IMMEDIATE; INSERT INTO theirs VALUES (1);"; echo ".shell touch '$2'"; sleep 1; echo "COMMIT;") | "$0" "$1"`,
        tool('sqlite3'),
        file,
        begun,
      ]);
      while (!existsSync(begun)) await delay(10);
      const ours = await runProgram(tool('node24'), [writer, 'count', file, '1']);
      assert.deepEqual(ours, { code: 0, stdout: '', stderr: '' });
      assert.deepEqual(await theirs, { code: 0, stdout: '', stderr: '' });
      const { stdout } = await sqlite(file, `SELECT count(*) FROM theirs; ${summary}`);
      assert.equal(stdout, `1\n${oursRows}|1|1|301|301\nok\n`);
    });
  },
);
