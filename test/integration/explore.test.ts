// What the tree asks the worker, over a real folder and a real database.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';

import type { FoundManifest } from '../../shared/storage/discovery';
import { startWorker, type WorkerHandle } from '../../shared/worker/startWorker';
import { runCli } from '../support/runCli';
import {
  sampleApplication,
  sampleForAllTests,
  sampleSubscription,
} from '../support/sampleDestination';

const { folder, destination } = sampleForAllTests();
const database = path.join(folder, 'db');
let worker: WorkerHandle;

before(() => {
  worker = startWorker();
});
after(() => worker.dispose());

test('the applications of a destination are found without reading them', async () => {
  const { manifests } = await worker.channel.request('manifests', { destination });
  assert.deepEqual(manifests.map(({ application }) => application).sort(), [
    sampleApplication,
    '5338162682800284',
    'account',
    'visitor',
  ]);
});

test('exports and days have states against the database, as ls has them', async () => {
  const manifest = await findManifest();
  const before = await worker.channel.request('application', {
    ...{ destination, manifest },
    database: undefined,
  });
  assert.ok(before.days.every(({ state }) => state === 'new'));
  const { code, stderr } = await runCli(['sync', destination, '--db', database]);
  assert.equal(code, 0, stderr);
  const after = await worker.channel.request('application', { destination, manifest, database });
  assert.ok(
    after.days.every(({ state, loadedFrom, owner }) => state === 'synced' && loadedFrom === owner),
  );
  const { stdout } = await runCli(['ls', destination, '--db', database, '--json']);
  const { applications } = JSON.parse(stdout) as {
    applications: { application: string; exports: { counter: number; state: string }[] }[];
  };
  const listed = applications.find(({ application }) => application === sampleApplication);
  assert.deepEqual(
    after.application.exports?.map(({ counter, state }) => [counter, state]),
    listed?.exports.map(({ counter, state }) => [counter, state]),
  );
});

test('matched events of a day have names, and a filter finds them', async () => {
  const manifest = await findManifest();
  const place = { destination, manifest };
  const container = { kind: 'day', periodId: '2024-06-21T00:00:00Z' } as const;
  const { matched, allEvents } = await worker.channel.request('contents', { ...place, container });
  assert.equal(allEvents?.files.length, 1);
  const pages = matched.find(({ type }) => type === 'Page');
  const ask = (filter: string) =>
    worker.channel.request('matched', { ...place, container, type: 'Page', filter, limit: 100 });
  const all = await ask('');
  assert.equal(all.found, pages?.count);
  assert.ok(all.slices.every(({ name }) => name !== null));
  const [first] = all.slices;
  const some = await ask(first?.name?.toUpperCase() ?? '');
  assert.deepEqual(some.slices[0], first);
});

async function findManifest(): Promise<FoundManifest> {
  const { manifests } = await worker.channel.request('manifests', { destination });
  const found = manifests.find(
    ({ subscription, application }) =>
      subscription === sampleSubscription && application === sampleApplication,
  );
  assert.ok(found);
  return found;
}
