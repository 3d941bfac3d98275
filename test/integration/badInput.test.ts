// What users point the command line at by mistake: one clear line each, an exit code, and nothing lost.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { requireAnswer } from '../support/answerSchemas';
import { damagedAvroFiles } from '../support/damagedAvro';
import { cliPath, runCli } from '../support/runCli';
import type { ProgramResult } from '../support/runProgram';
import {
  applicationFolder,
  newestAllEvents,
  sampleApplication,
  sampleForAllTests,
  sampleSubscription,
} from '../support/sampleDestination';
import { testWithTools, tool } from '../support/tools';

const { folder, destination } = sampleForAllTests(async () => {
  const { code, stderr } = await runCli(['sync', destination, '--db', loaded]);
  assert.equal(code, 0, stderr);
});
/** A database that all of the destination was loaded into; tests work on copies. */
const loaded = path.join(folder, 'loaded');

/** One line `error code: message`, exit 1; with --json the same as a document. */
function requireOneLine(
  { code, stdout, stderr }: ProgramResult,
  errorCode: string,
  says: RegExp,
): void {
  const lines = stderr.split('\n').filter(line => line !== '' && !line.startsWith('note: '));
  assert.equal(lines.length, 1, stderr);
  const [line = ''] = lines;
  assert.ok(line.startsWith(`error ${errorCode}: `), stderr);
  assert.match(line, says);
  assert.equal(stdout, '');
  assert.equal(code, 1);
}

async function requireError(
  args: readonly string[],
  errorCode: string,
  says: RegExp,
  answer = 'error',
): Promise<void> {
  const result = await runCli(args);
  // What could be done of several things is told all the same.
  requireOneLine(answer === 'error' ? result : { ...result, stdout: '' }, errorCode, says);
  const json = await runCli([...args, '--json']);
  requireAnswer(answer, json.stdout);
  assert.match(json.stdout, new RegExp(`"code":"${errorCode.replace('.', '\\.')}"`));
  assert.equal(json.code, 1);
}

for (const { title, bytes, code, says } of damagedAvroFiles) {
  test(`show says what is wrong with ${title}`, async () => {
    const file = path.join(folder, 'damaged.avro');
    await writeFile(file, bytes);
    await requireError(['show', file], code, says);
  });

  test(`sync leaves out the slice of ${title}, loads the others, and retries it alone`, async () => {
    const { counter, file } = await newestAllEvents(destination);
    const kept = `${file}.kept`;
    await copyFile(file, kept);
    const database = path.join(folder, 'partial');
    try {
      await writeFile(file, bytes);
      const failed = await syncOnly(counter, database);
      assert.equal(failed.code, 1);
      const bad = failed.slices.filter(slice => slice.status === 'failed');
      assert.deepEqual(
        bad.map(slice => slice.error?.code),
        [code],
      );
      await copyFile(kept, file);
      const retried = await syncOnly(counter, database);
      assert.equal(retried.code, 0);
      assert.deepEqual(
        retried.slices.filter(slice => slice.status === 'loaded').map(keyOf),
        bad.map(keyOf),
      );
    } finally {
      await copyFile(kept, file);
      await rm(kept);
      await rm(database, { recursive: true, force: true });
    }
  });
}

test('a manifest that is a web page', async () => {
  const copy = path.join(folder, 'html');
  await cp(applicationFolder(destination), copy, { recursive: true });
  await writeFile(
    path.join(copy, 'exportmanifest.json'),
    '<!DOCTYPE html>\n<html><body>Sign in</body></html>\n',
  );
  for (const verb of ['ls', 'plan', 'sync']) {
    const db = verb === 'ls' ? [] : ['--db', path.join(folder, 'html-db')];
    await requireError([verb, copy, ...db], 'manifest.not-json', /HTML/);
  }
  const { code, stdout } = await runCli(['validate', copy]);
  assert.equal(code, 1);
  assert.match(stdout, /exportmanifest\.json:1:1 error manifest\.not-json .*HTML/);
});

test('a folder that does not exist', async () => {
  const missing = path.join(folder, 'no such folder');
  const database = path.join(folder, 'none-db');
  const db = ['--db', database];
  for (const [verb, ...rest] of [
    ['ls'],
    ['show'],
    ['validate'],
    ['plan', ...db],
    ['sync', ...db],
  ]) {
    await requireError([verb ?? '', missing, ...rest], 'storage.not-found', /no such folder/);
  }
  await requireError(
    ['query', '--db', missing, 'SELECT 1'],
    'engine.no-database',
    /no such folder/,
  );
  for (const none of [missing, database]) {
    await assert.rejects(readdir(none), { code: 'ENOENT' });
  }
});

test('a folder without exports', async () => {
  const empty = path.join(folder, 'empty');
  await mkdir(empty);
  await requireError(['ls', empty], 'storage.no-destination', /exportmanifest\.json/);
});

test('a folder of an export that may not be looked into is a finding, and the others are checked', async () => {
  const copy = path.join(folder, 'partly private');
  await cp(applicationFolder(destination), copy, { recursive: true });
  const { file } = await newestAllEvents(destination);
  const hidden = path.join(copy, path.basename(path.dirname(file)));
  await chmod(hidden, 0);
  try {
    const { code, stdout } = await runWithoutRights(['validate', copy, '--json']);
    const { findings } = requireAnswer('validate', stdout) as {
      readonly findings: readonly { readonly file: string; readonly code: string }[];
    };
    const denied = findings.filter(finding => finding.code === 'storage.denied');
    assert.deepEqual(
      denied.map(finding => finding.file),
      [hidden],
    );
    assert.ok(findings.length > denied.length, 'nothing else was checked');
    assert.equal(code, 1);
  } finally {
    await chmod(hidden, 0o755);
  }
});

test('a database folder that is a file', async () => {
  const file = path.join(folder, 'a file');
  await writeFile(file, 'keep me');
  for (const db of [file, path.join(file, 'below')]) {
    requireOneLine(
      await runCli(['sync', destination, '--db', db]),
      'engine.io',
      /a file stands where/,
    );
  }
  assert.equal(await readFile(file, 'utf8'), 'keep me');
});

test('a database folder that is read-only', async () => {
  const database = path.join(folder, 'read-only');
  await cp(loaded, database, { recursive: true });
  const inner = path.join(database, sampleSubscription);
  for (const name of await readdir(inner)) await chmod(path.join(inner, name), 0o444);
  await chmod(inner, 0o555);
  await chmod(database, 0o555);
  try {
    const before = await databaseBytes(database);
    const result = await runWithoutRights(['sync', destination, '--db', database]);
    requireOneLine(result, 'engine.read-only', /read-only/);
    assert.deepEqual(await databaseBytes(database), before);
  } finally {
    await chmod(database, 0o755);
    await chmod(inner, 0o755);
  }
});

test('a database folder that may not be looked into', async () => {
  const database = path.join(folder, 'private');
  await mkdir(database, { mode: 0o700 });
  if (process.getuid?.() !== 0) await chmod(database, 0);
  try {
    const result = await runWithoutRights(['query', '--db', database, 'SELECT 1']);
    requireOneLine(result, 'engine.io', /cannot be read \(EACCES\); check its permissions/);
  } finally {
    await chmod(database, 0o755);
  }
});

test('something that is no database', async () => {
  await withDatabaseFile(async (database, file) => {
    await writeFile(file, 'a text that somebody put there');
    await requireUntouched(file, database, 'engine.not-a-database', /SQLite/);
  });
});

testWithTools(['sqlite3'], 'a database in WAL mode', async () => {
  await withDatabaseFile(async (database, file) => {
    execFileSync(tool('sqlite3'), [file, 'PRAGMA journal_mode=WAL']);
    await requireUntouched(file, database, 'engine.wal-mode', /PRAGMA journal_mode=DELETE/);
  });
});

testWithTools(['sqlite3'], 'a database that a newer version wrote', async () => {
  await withDatabaseFile(async (database, file) => {
    execFileSync(tool('sqlite3'), [file, 'PRAGMA user_version=99']);
    await requireUntouched(
      file,
      database,
      'engine.newer-version',
      /-323232\.sqlite has version 99/,
    );
  });
});

/** Runs `body` with a copy of the loaded database and the file of one application in it. */
async function withDatabaseFile(
  body: (database: string, file: string) => Promise<void>,
): Promise<void> {
  const database = path.join(folder, 'copy');
  await cp(loaded, database, { recursive: true });
  try {
    await body(database, path.join(database, sampleSubscription, `${sampleApplication}.sqlite`));
  } finally {
    await rm(database, { recursive: true });
  }
}

/** No verb changes a byte of a database that it refuses. */
async function requireUntouched(
  file: string,
  database: string,
  code: string,
  says: RegExp,
): Promise<void> {
  const bytes = await readFile(file);
  // The other applications are served all the same, so that the answer is an ordinary one.
  for (const verb of ['plan', 'sync', 'ls', 'verify']) {
    await requireError([verb, destination, '--db', database], code, says, verb);
  }
  assert.ok(bytes.equals(await readFile(file)), 'the file changed');
}

async function databaseBytes(database: string): Promise<Record<string, string>> {
  const inner = path.join(database, sampleSubscription);
  const contents: Record<string, string> = {};
  for (const name of await readdir(inner)) {
    contents[name] = await readFile(path.join(inner, name), 'base64');
  }
  return contents;
}

interface SliceLine {
  readonly table: string;
  readonly periodId: string | null;
  readonly status: string;
  readonly error?: { readonly code: string };
}

const keyOf = ({ table, periodId }: SliceLine) => `${table} ${periodId ?? ''}`;

/** Only one export, so that a lower one cannot step in. */
async function syncOnly(
  counter: number,
  database: string,
): Promise<{ readonly code: number | null; readonly slices: readonly SliceLine[] }> {
  const only = ['--application', sampleApplication, '--counter', String(counter)];
  const { code, stdout } = await runCli(['sync', destination, '--db', database, ...only, '--json']);
  const { slices } = requireAnswer('sync', stdout) as { readonly slices: readonly SliceLine[] };
  return { code, slices };
}

/** Root may write anywhere, so the command gives its rights away first; it needs a program that others may read. */
async function runWithoutRights(args: readonly string[]): Promise<ProgramResult> {
  if (process.getuid?.() !== 0) return runCli(args);
  const program = path.join(folder, 'program');
  await cp(path.dirname(cliPath), program, { recursive: true });
  await chmod(folder, 0o755);
  return runCli(args, { cli: path.join(program, path.basename(cliPath)), asNobody: true });
}
