// A destination with faults from the outside: what loads, what is said, what the next run retries, and the proof.
import assert from 'node:assert/strict';
import { lstat, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { createSqlJsEngines } from '../../shared/engine/sqlJs/createSqlJsEngines';
import { listDatabases } from '../../shared/sync/databaseFiles';
import { requireAnswer } from '../support/answerSchemas';
import { runCli } from '../support/runCli';
import type { ProgramResult } from '../support/runProgram';
import { withTemporaryFolder } from '../support/temporaryFolder';

interface Slice {
  readonly application: string;
  readonly table: string;
  readonly status: string;
  readonly inserted: number;
  readonly error?: { readonly code: string };
}

interface SyncAnswer {
  readonly slices: readonly Slice[];
  readonly upToDate: number;
  readonly bytesRead: number;
  readonly failedApplications?: readonly { readonly application: string }[];
}

test('faulty slices fail alone with one line each, and the next run retries just them', async () => {
  await withFaults(['missing-file:2', 'wrong-count'], async ({ destination, database }) => {
    const args = [destination, '--db', database];
    const first = await runCli(['sync', ...args]);
    assert.equal(first.code, 1);
    assert.match(first.stdout, /^failed {3}.*\(export \d+\): storage\.not-found: /m);
    assert.match(first.stdout, /sync\.count-mismatch: .*--counts report/);
    const again = answerOf(await runCli(['sync', ...args, '--json']), 1);
    assert.ok(again.upToDate > 50);
    const tried = again.slices.filter(({ status }) => status !== 'superseded');
    assert.ok(tried.length > 0 && tried.length <= 3);
    assert.ok(tried.every(({ status }) => status === 'failed' || status === 'loadedFallback'));
    const verified = await runCli(['verify', ...args]);
    assert.equal(verified.code, 0, verified.stdout);
  });
});

test('--counts report loads what differs and says so', async () => {
  await withFaults(['wrong-count'], async ({ destination, database }) => {
    const { code, stdout } = await runCli([
      ...['sync', destination, '--db', database, '--counts', 'report'],
    ]);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^differs {2}.*the manifest promises .* the files hold/m);
  });
});

test('one broken database is reported, and the other applications load', async () => {
  await withFaults([], async ({ destination, database }) => {
    const args = ['sync', destination, '--db', database];
    assert.equal((await runCli([...args, '--application', 'visitor'])).code, 0);
    const [visitor] = await listDatabases(database);
    assert.ok(visitor);
    const engine = await (
      await createSqlJsEngines()
    ).open({ file: visitor.file, mode: 'readWrite' });
    engine.run('PRAGMA user_version = 99');
    engine.close();
    const result = await runCli([...args, '--json']);
    const { slices, failedApplications } = answerOf(result, 1);
    assert.deepEqual(
      failedApplications?.map(({ application }) => application),
      ['visitor'],
    );
    assert.match(result.stderr, /engine\.newer-version/);
    assert.ok(slices.some(({ application }) => application === 'account'));
  });
});

test('one manifest that cannot be read is told, and the others are planned, listed, loaded and verified', async () => {
  await withFaults([], async ({ destination, database }) => {
    const args = [destination, '--db', database];
    assert.equal((await runCli(['sync', ...args])).code, 0);
    const [account] = (await listDatabases(database)).filter(
      each => each.application === 'account',
    );
    assert.ok(account);
    const manifest = `datasync/${account.subscription}/account/exportmanifest.json`;
    await writeFile(path.join(destination, manifest), '<html>');
    for (const verb of ['plan', 'ls', 'sync', 'verify']) {
      const { code, stdout, stderr } = await runCli([verb, ...args]);
      assert.equal(code, 1, stdout);
      assert.match(stderr, new RegExp(`^error manifest\\.not-json: ${manifest}: .*\n$`));
      if (verb !== 'sync') assert.match(stdout, verb === 'verify' ? /none differs/ : /visitor/);
      const json = await runCli([verb, ...args, '--json']);
      const answer = requireAnswer(verb, json.stdout) as SyncAnswer;
      assert.deepEqual(
        answer.failedApplications?.map(({ application }) => application),
        [manifest],
      );
    }
  });
});

test('verify finds what was changed behind its back, and says what can no longer be proven', async () => {
  await withFaults([], async ({ destination, database }) => {
    const args = [destination, '--db', database, '--application', 'account'];
    assert.equal((await runCli(['sync', ...args])).code, 0);
    const [accounts] = await listDatabases(database);
    assert.ok(accounts);
    const engine = await (
      await createSqlJsEngines()
    ).open({ file: accounts.file, mode: 'readWrite' });
    engine.run('DELETE FROM "METADATASCHEMA" WHERE rowid = 1');
    engine.close();
    const differing = await runCli(['verify', ...args]);
    assert.equal(differing.code, 1);
    assert.match(differing.stdout, /^differs {2}account METADATASCHEMA/m);
    const folder = path.join(destination, 'datasync', accounts.subscription, 'account');
    await moveExportsAway(folder);
    const gone = await runCli(['verify', ...args]);
    assert.equal(gone.code, 0, gone.stdout);
    assert.match(gone.stdout, /^gone {5}account ACCOUNTS/m);
  });
});

test('databases that are links to another place are planned, loaded, asked and verified like others', async () => {
  await withFaults([], async ({ destination, database }) => {
    const args = [destination, '--db', database];
    const succeed = async (...command: readonly string[]) => {
      const { code, stdout, stderr } = await runCli(command);
      assert.equal(code, 0, stderr + stdout);
      return stdout;
    };
    await succeed('sync', ...args, '--counter', '..413');
    const elsewhere = path.join(path.dirname(database), 'elsewhere');
    await mkdir(elsewhere);
    for (const { file } of await listDatabases(database)) {
      await rename(file, path.join(elsewhere, path.basename(file)));
      await symlink(path.join(elsewhere, path.basename(file)), file);
    }
    assert.match(await succeed('plan', ...args), /slices? up to date/);
    await succeed('sync', ...args);
    assert.match(await succeed('sync', ...args), /^Nothing to do/);
    assert.match(await succeed('verify', ...args), /none differs/);
    await succeed('ls', destination, '--db', database);
    const [first] = (await listDatabases(database)).filter(({ application }) =>
      /\d/.test(application),
    );
    const sql = 'SELECT count(*) > 0 FROM ALLEVENTS JOIN visitor.VISITORS JOIN account.ACCOUNTS';
    const application = `--application=${first?.application ?? ''}`;
    const answer = await succeed('query', '--db', database, application, sql, '--format', 'csv');
    assert.match(answer, /\n1\r?\n$/);
    for (const { file } of await listDatabases(database)) {
      assert.ok((await lstat(file)).isSymbolicLink(), `${file} is no link any more`);
    }
  });
});

/** Leaves the manifest and takes the files that it lists away. */
async function moveExportsAway(folder: string): Promise<void> {
  const kept = path.join(path.dirname(folder), 'kept.json');
  await rename(path.join(folder, 'exportmanifest.json'), kept);
  await rm(folder, { recursive: true });
  await mkdir(folder);
  await rename(kept, path.join(folder, 'exportmanifest.json'));
}

function answerOf({ code, stdout, stderr }: ProgramResult, wantedCode: number): SyncAnswer {
  assert.equal(code, wantedCode, stderr);
  return JSON.parse(stdout) as SyncAnswer;
}

async function withFaults(
  faults: readonly string[],
  body: (places: { destination: string; database: string }) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async folder => {
    const destination = path.join(folder, 'acme');
    const small = ['--days', '4', '--rows', '60', '--matchables', '6', '--applications', '1'];
    const { code, stderr } = await runCli([
      ...['simulate', destination, ...small],
      ...faults.flatMap(fault => ['--fault', fault]),
    ]);
    assert.equal(code, 0, stderr);
    await body({ destination, database: path.join(folder, 'db') });
  });
}
