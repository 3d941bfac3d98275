// `pendo-data-sync mcp` as assistants use it: the official SDK's client over stdio, on a simulated destination.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { test } from 'node:test';

import { rules } from '../../shared/manifest/rules/index';
import { cliPath, runCli } from '../support/runCli';
import { listOf, withMcpClient, type Answer, type McpClient } from '../support/mcpClient';
import {
  newestAllEvents,
  sampleApplication,
  loadedSampleForAllTests,
  sampleSubscription,
} from '../support/sampleDestination';

const name = `${sampleSubscription}/${sampleApplication}`;
const { folder, destination, database } = loadedSampleForAllTests();
const served = ['--destination', destination, '--db', database];

for (const era of ['auto', 'legacy'] as const) {
  test(`each tool is listed and answers by its schema, to ${era} clients`, async () => {
    await withMcpClient(served, eachToolAnswers, { era });
  });
}

async function eachToolAnswers({ client, call }: McpClient): Promise<void> {
  const { tools } = await client.listTools();
  for (const { annotations, description = '' } of tools) {
    assert.equal(annotations?.readOnlyHint, true);
    assert.ok(description.length > 100);
  }
  const calls: Readonly<Record<string, Answer>> = {
    listDestinations: {},
    listExports: {},
    explainManifest: { application: name },
    planSync: { application: name },
    describeDatabase: { application: name },
    queryDatabase: { application: name, sql: 'SELECT 1' },
  };
  assert.deepEqual(tools.map(tool => tool.name).sort(), Object.keys(calls).sort());
  for (const [tool, input] of Object.entries(calls)) await call(tool, input);
}

test('exports come newest first, page by page, each once, with their states', async () => {
  await withMcpClient(served, async ({ call }) => {
    const whole = listOf((await call('listExports', { limit: 100 }))['exports']);
    const paged: Answer[] = [];
    let cursor: unknown;
    do {
      const page = await call('listExports', { limit: 3, ...(cursor ? { cursor } : {}) });
      assert.ok(listOf(page['exports']).length <= 3);
      assert.equal(page['total'], whole.length);
      paged.push(...listOf(page['exports']));
      cursor = page['nextCursor'];
    } while (cursor !== null);
    assert.deepEqual(paged, whole);
    const times = whole.map(each => String(each['finished']));
    assert.deepEqual(times, [...times].sort().reverse());
    assert.ok(whole.every(each => each['state'] === 'synced' || each['state'] === 'superseded'));
    const { days } = await call('listExports', { show: 'days', application: name, limit: 100 });
    assert.ok(listOf(days).length >= 5);
  });
});

test('a manifest is explained by the rules and in words, and its pages can be read', async () => {
  await withMcpClient(served, async ({ call, client }) => {
    const manifest = await call('explainManifest', { application: name });
    assert.match(
      String(manifest['newest']),
      /^Export \d+.* is the newest of \d+\. It brings \d+ day/,
    );
    const found = await runCli([
      'validate',
      path.join(destination, String(manifest['path'])),
      '--json',
    ]);
    const { findings } = JSON.parse(found.stdout) as { readonly findings: readonly Answer[] };
    const counts = Object.fromEntries(
      ['error', 'warning', 'information', 'hint'].map(level => [
        level,
        findings.filter(each => each['level'] === level).length,
      ]),
    );
    assert.deepEqual(manifest['counts'], counts);
    const [{ page = '' } = {}] = listOf(manifest['rules']);
    const { contents } = await client.readResource({ uri: String(page) });
    const { code = '' } = listOf(manifest['rules'])[0] ?? {};
    const text = contents.map(each => ('text' in each ? each.text : '')).join('');
    assert.equal(
      text,
      await readFile(path.join(repository, 'docs/rules', `${String(code)}.md`), 'utf8'),
    );
    const { resources } = await client.listResources();
    assert.equal(resources.length, rules.length + 1);
    const { file } = await newestAllEvents(destination);
    const bill = path.join(path.dirname(path.relative(destination, file)), 'billofmaterials.json');
    const explained = await call('explainManifest', { path: bill });
    assert.equal(explained['newest'], null);
  });
});

test('a plan says what a sync would do, and nothing is done', async () => {
  const empty = path.join(folder, 'no database yet');
  await withMcpClient(['--destination', destination, '--db', empty], async ({ call }) => {
    const plan = await call('planSync', { application: name });
    const json = await runCli([
      'plan',
      destination,
      '--db',
      empty,
      '--application',
      name,
      '--json',
    ]);
    const { plans } = JSON.parse(json.stdout) as {
      readonly plans: readonly { readonly steps: readonly unknown[] }[];
    };
    assert.equal(plan['slices'], plans[0]?.steps.length);
    await assert.rejects(stat(empty), { code: 'ENOENT' });
  });
  await withMcpClient(served, async ({ call }) => {
    const plan = await call('planSync');
    assert.equal(plan['slices'], 0);
    assert.match(String(plan['plan']), /^Nothing to do/);
  });
});

test('a wrong argument is an error that says what is allowed', async () => {
  await withMcpClient(served, async ({ fail, client }) => {
    const wrong: readonly (readonly [string, Answer, RegExp])[] = [
      [
        'listExports',
        { limit: 'many' },
        /bad-input: "limit" is "many", allowed: a whole number from 1 to 100/,
      ],
      [
        'listExports',
        { destinaton: 'x' },
        /"destinaton" is not known here, .*; did you mean "destination"\?/,
      ],
      [
        'listExports',
        { destination: 'acme' },
        /unknown-destination: no destination is called "acme", allowed: exports \(/,
      ],
      ['listExports', { destination: folder }, /unknown-destination/],
      [
        'listExports',
        { application: '77' },
        /plan\.unknown-selection: no application is "77", allowed: /,
      ],
      ['listExports', { cursor: 'x' }, /"cursor" is none of this list/],
      ['explainManifest', {}, /there are \d+ manifests, name one as "application"/],
      ['explainManifest', { path: '../outside/exportmanifest.json' }, /^error storage\./],
      ['explainManifest', { path: 'datasync/x.avro' }, /^error storage\.not-found/],
      [
        'planSync',
        { firstDay: '2024-13-01' },
        /"firstDay" is "2024-13-01", allowed: a day as YYYY-MM-DD/,
      ],
      ['planSync', { firstCounter: 5, lastCounter: 4 }, /"lastCounter" lies before "firstCounter"/],
      ['queryDatabase', {}, /"sql" is missing/],
      ['queryDatabase', { sql: 'SELECT 1' }, /name the database as "application", allowed: /],
      [
        'queryDatabase',
        { application: name, sql: 'SELECT visitorID2 FROM ALLEVENTS' },
        /engine\.sql: .*visitorId/,
      ],
      ['describeDatabase', { application: '77' }, /nothing is loaded of application "77"/],
    ];
    for (const [tool, input, message] of wrong) assert.match(await fail(tool, input), message);
    await assert.rejects(client.callTool({ name: 'listExport' }), /did you mean listExports\?/);
    await assert.rejects(
      client.readResource({ uri: 'pendo-data-sync://rules/none' }),
      /resources\/list/,
    );
  });
});

test('without destinations and a database the tools say how there would be some', async () => {
  await withMcpClient([], async ({ call, fail }) => {
    assert.match(String((await call('listDestinations'))['advice']), /--destination/);
    assert.match(await fail('listExports'), /unknown-destination: .*--destination/);
    assert.match(await fail('queryDatabase', { sql: 'SELECT 1' }), /engine\.no-database: .*--db/);
    assert.match(await fail('describeDatabase'), /engine\.no-database: .*--db/);
  });
});

test('nothing but the protocol is on stdout, and the process ends with its client', async () => {
  const child = spawn(process.execPath, [cliPath, 'mcp', ...served], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const [out, err] = [readAll(child.stdout), readAll(child.stderr)];
  const send = (message: object) =>
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const params = {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 't', version: '1' },
  };
  send({ id: 1, method: 'initialize', params });
  send({ method: 'notifications/initialized' });
  send({ id: 2, method: 'tools/call', params: { name: 'listDestinations', arguments: {} } });
  child.stdout.once('data', () => setImmediate(() => child.stdin.end()));
  const code = await new Promise(resolve => child.once('close', resolve));
  assert.equal(code, 0);
  assert.equal(await err, '');
  for (const line of (await out).trim().split('\n')) {
    assert.equal((JSON.parse(line) as { readonly jsonrpc: string }).jsonrpc, '2.0');
  }
});

test('a destination that is not there fails its own call, and the server stays', async () => {
  const nowhere = path.join(folder, 'nowhere');
  await withMcpClient(['--destination', nowhere, ...served], async ({ call, fail }) => {
    assert.match(
      await fail('listExports', { destination: 'nowhere' }),
      /^error storage\.not-found: /,
    );
    await call('listExports', { destination: 'exports' });
  });
});

const repository = path.join(path.dirname(cliPath), '..');
