// Each verb from the outside, on a simulated destination: text for people, JSON by its schema, exit codes, help.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { verbs } from '../../cli/verbs/index';
import { requireAnswer, schemaFolder } from '../support/answerSchemas';
import { cliPath, runCli } from '../support/runCli';
import {
  newestAllEvents,
  sampleApplication,
  sampleForAllTests,
  sampleSubscription,
} from '../support/sampleDestination';

const { folder, destination } = sampleForAllTests();
const database = path.join(folder, 'a database');

/** Runs a command that must succeed without a word on stderr. */
async function run(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(args);
  assert.equal(stderr.replace(/^note: .*\n/gm, ''), '');
  assert.equal(code, 0);
  return stdout;
}

test('every verb has help with its usage, its options and an example', async () => {
  for (const { name, usage, hasNoAnswer = false } of verbs) {
    const help = await run(name, '--help');
    assert.ok(help.includes(`Usage: pendo-data-sync ${name} ${usage}\n`), name);
    assert.equal(/--json +The same as --format json/.test(help), !hasNoAnswer, name);
    assert.match(help, new RegExp(`Examples:\n {2}pendo-data-sync ${name} `));
  }
});

test('help over all verbs names each, and the version is that of package.json', async () => {
  const help = await run('--help');
  for (const { name, summary } of verbs)
    assert.match(help, new RegExp(`^  ${name} +${summary}$`, 'm'));
  const text = await readFile(path.join(path.dirname(cliPath), '../package.json'), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  assert.equal(await run('--version'), `${version}\n`);
});

test('every verb that answers has a schema of its answer', async () => {
  const answering = verbs.filter(verb => verb.hasNoAnswer !== true);
  const names = answering.map(verb => `${verb.name}.json`);
  assert.deepEqual((await readdir(schemaFolder)).sort(), [...names, 'error.json'].sort());
});

test('from a destination to a verified database, with an answer by its schema at each step', async () => {
  const db = ['--db', database];
  requireAnswer(
    'simulate',
    await run('simulate', path.join(folder, 'other'), '--days', '2', '--json'),
  );
  requireAnswer('validate', await run('validate', destination, '--json'));
  requireAnswer('ls', await run('ls', destination, ...db, '--json'));
  requireAnswer('plan', await run('plan', destination, ...db, '--json'));
  const loaded = requireAnswer('sync', await run('sync', destination, ...db, '--json'));
  const again = requireAnswer('sync', await run('sync', destination, ...db, '--json'));
  assert.ok(slicesOf(loaded).length > 50);
  assert.deepEqual(slicesOf(again), []);
  assert.match(
    await run('sync', destination, ...db),
    /^Nothing to do: \d+ slices are up to date\.\n$/,
  );
  requireAnswer('plan', await run('plan', destination, ...db, '--json'));
  requireAnswer('verify', await run('verify', destination, ...db, '--json'));
  const sql = 'SELECT count(*) AS n FROM ALLEVENTS';
  const from = [...db, '--application', sampleApplication];
  requireAnswer('query', await run('query', ...from, sql, '--json'));
  for (const depth of ['applications', 'exports', 'periods', 'files']) {
    requireAnswer('ls', await run('ls', destination, ...db, '--depth', depth, '--json'));
  }
});

function slicesOf(answer: unknown): readonly unknown[] {
  return (answer as { readonly slices: readonly unknown[] }).slices;
}

test('ls names what lies there, with states once there is a database', async () => {
  const text = await run('ls', destination, '--db', database);
  assert.match(
    text,
    new RegExp(`^Acme \\(${sampleSubscription}\\)\n {2}Acme Web \\(-323232\\): \\d+ exports`),
  );
  assert.match(text, / synced$/m);
  const one = await run('ls', destination, '--application', sampleApplication, '--depth', 'files');
  assert.match(one, / kB {2}datasync\/\d+\/-323232\/[\w-]+\/allevents/);
  assert.doesNotMatch(one, /visitors:/);
});

test('an application is named with or without its subscription, also after a dash', async () => {
  const names = [sampleApplication, `${sampleSubscription}/${sampleApplication}`];
  const answers = await Promise.all(
    names.map(name => run('ls', destination, '--application', name, '--json')),
  );
  assert.equal(answers[0], answers[1]);
  const wrong = await runCli(['ls', destination, '--application', '77']);
  assert.match(
    wrong.stderr,
    /^error plan\.unknown-selection: no application is 77; the destination has /,
  );
  assert.equal(wrong.code, 1);
});

test('show prints the same rows in every format', async () => {
  const { file } = await newestAllEvents(destination);
  const columns = ['--columns', 'eventId,periodId', '--rows', '2', '--from', '1'];
  const ndjson = await run('show', file, ...columns, '--format', 'ndjson');
  const rows = ndjson.trim().split('\n');
  const answer = requireAnswer('show', await run('show', file, ...columns, '--json'));
  assert.deepEqual(
    rows.map(row => JSON.parse(row) as unknown),
    (answer as { readonly rows: unknown }).rows,
  );
  const cells = rows.map(row => Object.values(JSON.parse(row) as Record<string, string>));
  const csv = await run('show', file, ...columns, '--format', 'csv');
  assert.equal(csv, `eventId,periodId\n${cells.map(row => `${row.join(',')}\n`).join('')}`);
  const table = await run('show', file, ...columns);
  assert.deepEqual(
    table
      .split('\n')
      .slice(2, 4)
      .map(line => line.split(/ +/)),
    cells,
  );
  assert.match(table, /more rows follow: --from 3/);
});

test('show counts rows from block headers, and knows schema and blocks', async () => {
  const { file } = await newestAllEvents(destination);
  const count = Number(await run('show', file, '--count'));
  const all = await run('show', file, '--format', 'ndjson');
  assert.equal(all.trim().split('\n').length, count);
  requireAnswer('show', await run('show', file, '--count', '--json'));
  const blocks = requireAnswer('show', await run('show', file, '--blocks', '--json'));
  assert.equal((blocks as { readonly rowCount: number }).rowCount, count);
  const schema = JSON.parse(await run('show', file, '--schema')) as { readonly type: string };
  assert.equal(schema.type, 'record');
});

test('show --salvage gives the rows that are left, says what is lost, and exits with 1', async () => {
  const { file } = await newestAllEvents(destination);
  const damaged = path.join(folder, 'damaged.avro');
  const bytes = await readFile(file);
  await writeFile(damaged, bytes.subarray(0, bytes.length - 20));
  const cut = await runCli(['show', damaged, '--format', 'ndjson']);
  assert.match(cut.stderr, /^error avro\.truncated: /);
  assert.equal(cut.code, 1);
  const { code, stdout, stderr } = await runCli(['show', damaged, '--salvage', '--json']);
  const answer = requireAnswer('show', stdout) as { readonly lost: readonly unknown[] };
  assert.equal(answer.lost.length, 1);
  assert.match(stderr, /^lost: .*\n\d+ rows? salvaged, .*\d+ lost\n$/);
  assert.equal(code, 1);
  const whole = await runCli(['show', file, '--salvage', '--format', 'ndjson']);
  assert.match(whole.stderr, /^\d+ rows salvaged, nothing is lost\n$/);
  assert.equal(whole.code, 0);
});

test('findings of level error exit with 1, a fault that is asked for is found', async () => {
  const faulty = path.join(folder, 'faulty');
  await run('simulate', faulty, '--days', '3', '--rows', '20', '--fault', 'missing-file');
  const { code, stdout } = await runCli(['validate', faulty, '--json']);
  requireAnswer('validate', stdout);
  assert.match(stdout, /"level":"error"/);
  assert.equal(code, 1);
});

test('wrong arguments exit with 2', async () => {
  for (const args of [
    ['ls'],
    ['show', 'a', '--rwos', '3'],
    ['show', 'no such file', '--rows', 'x'],
    ['sync', destination],
    ['sync', destination, '--db', ''],
    ['simulate', folder, '--cap', '100'],
    ['simulate', folder, '--fault', 'fire'],
    ['nonsense'],
  ]) {
    const { code, stderr } = await runCli(args);
    assert.match(stderr, /^error cli\.usage: .*\n$/, args.join(' '));
    assert.equal(code, 2, args.join(' '));
  }
});

test('a reader that stops early ends the command quietly', async () => {
  const { file } = await newestAllEvents(destination);
  const child = spawn(process.execPath, [cliPath, 'show', file, '--format', 'ndjson'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise(resolve => child.on('close', resolve));
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
});

test('Ctrl-C ends a command with 130 and one line', async () => {
  const made = path.join(folder, 'cancelled');
  const child = spawn(process.execPath, [cliPath, 'simulate', made, '--rows', '5000'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  while (!existsSync(made)) await setTimeout(5);
  child.kill('SIGINT');
  const code = await new Promise(resolve => child.on('close', resolve));
  assert.match(stderr, /^error cli\.cancelled: .*\n$/);
  assert.equal(code, 130);
});

test('salvaging that is cancelled still ends its document', async () => {
  const { file } = await newestAllEvents(destination);
  const many = path.join(folder, 'many.avro');
  await writeFile(many, repeatBlocks(await readFile(file), 300));
  const child = spawn(process.execPath, [cliPath, 'show', many, '--salvage', '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stdout.once('data', () => child.kill('SIGINT'));
  const code = await new Promise(resolve => child.on('close', resolve));
  const { error } = requireAnswer('show', stdout) as { readonly error?: { readonly code: string } };
  assert.equal(error?.code, 'cli.cancelled');
  assert.equal(code, 130);
});

/** The file with its blocks several times over. */
function repeatBlocks(bytes: Buffer, times: number): Buffer {
  const marker = bytes.subarray(bytes.length - 16);
  const start = bytes.indexOf(marker) + marker.length;
  return Buffer.concat([bytes, ...Array.from({ length: times }, () => bytes.subarray(start))]);
}

test('spaces and letters beyond ASCII in paths', async () => {
  const odd = path.join(folder, 'Größe 大 & co');
  await cp(destination, odd, { recursive: true });
  const db = path.join(odd, 'daten bank é');
  await run('sync', odd, '--db', db, '--application', sampleApplication);
  assert.match(await run('verify', odd, '--db', db), /none differs/);
});
