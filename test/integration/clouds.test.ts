// The command line on one destination in a folder and in each cloud: the same answers, the same databases, no secret.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';

import { dumpDatabases, type DatabaseDump } from '../support/databaseDump';
import { fillClouds, type FilledCloud, type FilledClouds } from '../support/filledClouds';
import { withMcpClient, type McpClient } from '../support/mcpClient';
import { runCli } from '../support/runCli';
import type { ProgramResult } from '../support/runProgram';
import { assertNoSecrets, hasSecrets } from '../support/secrets';
import {
  sampleApplication,
  sampleForAllTests,
  sampleSubscription,
} from '../support/sampleDestination';
import { testWithTools } from '../support/tools';

const sample = sampleForAllTests(async () => {
  filled = await fillClouds(sample.destination);
});
const folder = mkdtempSync(path.join(tmpdir(), 'pds-clouds-'));
let filled: FilledClouds | undefined;
/** All that any command said. */
const said: string[] = [];

after(async () => {
  await filled?.stop();
  await rm(folder, { recursive: true, force: true });
});

function testClouds(title: string, body: (cloud: FilledCloud) => Promise<void>): void {
  for (const name of ['S3', 'GCS', 'Azure'] as const) {
    testWithTools(['ceph', 'azurite'], `${name}: ${title}`, async () => {
      const cloud = filled?.clouds.find(each => each.name === name);
      assert.ok(cloud);
      await body(cloud);
    });
  }
}

async function run(cloud: FilledCloud, ...args: readonly string[]): Promise<ProgramResult> {
  const env = { ...cloud.env, XDG_CACHE_HOME: path.join(folder, 'cache', cloud.name) };
  const result = await runCli([...args, ...cloud.options], { env });
  said.push(result.stdout, result.stderr);
  return result;
}

/** What must go well; stdout. */
async function answer(cloud: FilledCloud, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(cloud, ...args);
  assert.equal(code, 0, stderr);
  return stdout;
}

async function ofFolder(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(args);
  assert.equal(code, 0, stderr);
  return stdout;
}

let local: Promise<DatabaseDump> | undefined;

/** What a sync of the folder loads. */
function localDump(): Promise<DatabaseDump> {
  return (local ??= (async () => {
    const db = path.join(folder, 'local');
    await ofFolder('sync', sample.destination, '--db', db);
    return dumpDatabases(db);
  })());
}

testClouds('a sync loads what a sync of the folder loads, and verify agrees', async cloud => {
  const db = path.join(folder, cloud.name);
  await answer(cloud, 'sync', cloud.url, '--db', db);
  assert.deepEqual(await dumpDatabases(db), await localDump());
  assert.match(await answer(cloud, 'verify', cloud.url, '--db', db), /none differs/);
  assert.match(await answer(cloud, 'sync', cloud.url, '--db', db), /^Nothing to do: /);
});

testClouds('ls and validate say the same as of the folder', async cloud => {
  for (const args of [
    ['ls', '--json', '--depth', 'files'],
    ['validate', '--json', '--all'],
    // Thousands of small reads, for which one of Ceph's nodes alone takes its time.
    ...(cloud.name === 'S3' ? [] : [['validate', '--json', '--all', '--deep']]),
  ]) {
    const [verb = '', ...options] = args;
    const own = await ofFolder(verb, sample.destination, ...options);
    const found = await answer(cloud, verb, cloud.url, ...options);
    assert.equal(found.replaceAll(cloud.url, sample.destination), own, args.join(' '));
  }
});

testClouds('assistants are told the same as of the folder', async cloud => {
  const of = async (place: string, args: readonly string[], env = {}): Promise<unknown[]> => {
    const answers: unknown[] = [];
    const own = ['--destination', place, '--db', path.join(folder, 'none'), ...args];
    const ask = async ({ call }: McpClient) => {
      const application = sampleApplication;
      for (const tool of ['listExports', 'explainManifest', 'planSync']) {
        const { destination, ...rest } = await call(tool, { application });
        assert.ok(destination);
        answers.push(rest);
      }
    };
    await withMcpClient(own, ask, { env });
    said.push(JSON.stringify(answers));
    return answers;
  };
  const found = await of(cloud.url, cloud.options, cloud.env);
  assert.deepEqual(found, await of(sample.destination, []));
});

testClouds('show reads an Avro file, and a manifest alone is a destination', async cloud => {
  const application = `datasync/${sampleSubscription}/${sampleApplication}`;
  const manifest = await readFile(
    path.join(sample.destination, application, 'exportmanifest.json'),
    'utf8',
  );
  const { exports } = JSON.parse(manifest) as { exports: readonly { readonly rootUrl: string }[] };
  const exportId = exports[0]?.rootUrl.split('/').at(-1) ?? '';
  const names = await readdir(path.join(sample.destination, application, exportId));
  const file = `${application}/${exportId}/${names.find(name => name.endsWith('.avro')) ?? ''}`;
  const rows = ['--format', 'ndjson'];
  assert.equal(
    await answer(cloud, 'show', `${cloud.url}/${file}`, ...rows),
    await ofFolder('show', path.join(sample.destination, file), ...rows),
  );
  const url = `${cloud.url}/${application}/exportmanifest.json`;
  assert.match(await answer(cloud, 'ls', url), new RegExp(sampleApplication));
});

testClouds('download copies it byte for byte', async cloud => {
  const copy = path.join(folder, `copy-${cloud.name}`);
  await answer(cloud, 'download', cloud.url, copy);
  // Beside it the simulator keeps a file of its own.
  const folders = [sample.destination, copy].map(root => path.join(root, 'datasync'));
  const [own, copied] = await Promise.all(folders.map(filesBelow));
  assert.deepEqual([...(copied?.keys() ?? [])].sort(), [...(own?.keys() ?? [])].sort());
  for (const [name, bytes] of own ?? []) assert.ok(copied?.get(name)?.equals(bytes), name);
});

testClouds(
  'what is not there, and who is not let in, is one line and how to go on',
  async cloud => {
    const gone = await run(cloud, 'ls', `${cloud.url}/nowhere`);
    assert.equal(gone.code, 1);
    assert.match(gone.stderr, /^error storage\.(no-destination|not-found): .*nowhere/);
    const { code, stderr } = await runCli(['ls', cloud.url, ...cloud.options, '--anonymous'], {
      env: cloud.env,
    });
    said.push(stderr);
    if (cloud.name === 'GCS') return;
    assert.equal(code, 1);
    assert.match(stderr, /^error storage\./);
  },
);

testClouds('what is read is kept on this machine, unless that is not wanted', async cloud => {
  const cache = path.join(folder, `unkept-${cloud.name}`);
  const args = ['validate', cloud.url, ...cloud.options];
  const env = { ...cloud.env, XDG_CACHE_HOME: cache };
  await runCli([...args, '--no-cache'], { env });
  assert.ok(!existsSync(cache));
  await runCli(args, { env });
  assert.ok((await filesBelow(cache)).size > 0);
});

testWithTools(['ceph', 'azurite'], 'no secret was said or written down', async () => {
  const cached = await filesBelow(path.join(folder, 'cache'));
  const kept = [...cached].map(([name, bytes]) => [name, name + bytes.toString('latin1')] as const);
  assertNoSecrets(new Map([['what was said', said.join('\n')], ...kept]));
  assert.ok(hasSecrets() && said.length > 20 && cached.size > 0);
});

/** By path below the folder. */
async function filesBelow(root: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const location = path.join(entry.parentPath, entry.name);
    files.set(path.relative(root, location), await readFile(location));
  }
  return files;
}
