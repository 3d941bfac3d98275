import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { openFile } from '../support/openEngine';
import { runProgram } from '../support/runProgram';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools, tool } from '../support/tools';
import { oursRows } from '../support/transactionWriter';

const summary =
  'SELECT count(*), min(n), max(n), sum(length(b)), (SELECT * FROM pragma_integrity_check) FROM ours';
const untouched = [oursRows, 0, 0, oursRows * 300, 'ok'];

/** A database whose writer was killed inside a transaction that had already reached the file. */
async function withKilledWriter(
  node: string,
  body: (file: string) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async folder => {
    const file = path.join(folder, 'a.sqlite');
    const engine = await openFile(file);
    engine.run('CREATE TABLE ours (n INTEGER, b TEXT)');
    const rows = `WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c LIMIT ${oursRows}) SELECT 0, printf('%.300c', 'x') FROM c`;
    engine.run(`INSERT INTO ours ${rows}`);
    engine.close();
    const before = fs.readFileSync(file);
    const writer = path.join(__dirname, '../support/transactionWriter.js');
    const child = spawn(node, [writer, 'hang', file], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    assert.ok(!fs.readFileSync(file).equals(before), 'the transaction had not reached the file');
    assert.ok(fs.statSync(`${file}-journal`).size > 0);
    await body(file);
    assert.ok(!fs.existsSync(`${file}-journal`));
  });
}

async function readByUs(file: string): Promise<void> {
  const engine = await openFile(file);
  assert.deepEqual(engine.query(summary).rows, [untouched]);
  engine.close();
}

test('a transaction whose process was killed is rolled back at the next open', async () => {
  await withKilledWriter(process.execPath, readByUs);
});

testWithTools(['node24'], 'so it is where Node has a SQLite of its own', async () => {
  await withKilledWriter(tool('node24'), readByUs);
});

testWithTools(['sqlite3'], 'so does native SQLite roll it back', async () => {
  await withKilledWriter(process.execPath, async file => {
    const { stdout } = await runProgram(tool('sqlite3'), [file, summary]);
    assert.equal(stdout, `${untouched.join('|')}\n`);
  });
});
