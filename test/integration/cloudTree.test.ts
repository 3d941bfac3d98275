// What the tree of a large destination costs in a bucket: a manifest is read once, whatever is opened.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createSqlJsEngines } from '../../shared/engine/sqlJs/createSqlJsEngines';
import { createCloudStore } from '../../shared/storage/cloud/cloudStore';
import { Explorer } from '../../shared/worker/explorer';
import { createObjectClient, withObjectServer } from '../support/objectServer';

const subscription = '9007199254740993';
const applications = ['-323232', '5338162682800284'];
const exportCount = 1000;
const { signal } = new AbortController();

test('a tree of 1,000 exports costs one GET for each application', () =>
  withObjectServer(async server => {
    const folders = applications.map(name => `acme/datasync/${subscription}/${name}`);
    for (const folder of folders) {
      server.put(`${folder}/exportmanifest.json`, manifestText());
      // Whoever listed these folders would find so much.
      for (let i = 0; i < 50; i++) server.put(`${folder}/export-${i}/billofmaterials.json`, '{}');
    }
    const store = createCloudStore(createObjectClient(server.port), { prefix: 'acme' });
    const explorer = new Explorer(createSqlJsEngines(), { open: async () => store });
    const destination = 's3://bucket/acme';
    const { manifests } = await explorer.manifests(destination, signal);
    assert.equal(manifests.length, applications.length);
    for (const manifest of manifests) {
      const place = { destination, manifest };
      const { application } = await explorer.application({ ...place, database: undefined }, signal);
      assert.equal(application.exports?.length, exportCount);
      const counters = [...(application.exports ?? [])].map(({ counter }) => counter);
      await Promise.all(
        counters.map(async counter => {
          const inExport = { ...place, container: { kind: 'export', counter } } as const;
          assert.equal((await explorer.contents(inExport, signal)).days.length, 2);
          const container = { kind: 'dayOfExport', counter, periodId: periodOf(counter) } as const;
          await explorer.contents({ ...place, container }, signal);
        }),
      );
    }
    const gets = server.requests.filter(({ method }) => method === 'GET').map(({ key }) => key);
    assert.deepEqual(
      gets.toSorted(),
      folders.map(folder => `${folder}/exportmanifest.json`),
    );
    const listed = server.requests.filter(({ method }) => method === 'LIST').map(({ key }) => key);
    assert.deepEqual(listed, ['acme/datasync/', `acme/datasync/${subscription}/`]);
  }));

test('a manifest that has changed is read once more, and then as it is', () =>
  withObjectServer(async server => {
    const key = `acme/datasync/${subscription}/5/exportmanifest.json`;
    server.put(key, manifestText());
    const store = createCloudStore(createObjectClient(server.port), { prefix: 'acme' });
    const explorer = new Explorer(createSqlJsEngines(), { open: async () => store });
    const destination = 's3://bucket/acme';
    const [manifest] = (await explorer.manifests(destination, signal)).manifests;
    assert.ok(manifest);
    const question = { destination, manifest, database: undefined };
    const shows = async (count: number) => {
      const { application } = await explorer.application(question, signal);
      assert.equal(application.exports?.length, count);
    };
    for (let time = 0; time < 2; time++) await shows(exportCount);
    server.put(key, manifestText(7));
    for (let time = 0; time < 2; time++) await shows(7);
    assert.equal(server.requests.filter(({ method }) => method === 'GET').length, 2);
  }));

/** Each export brings two days. */
function manifestText(count = exportCount): string {
  const exports = Array.from({ length: count }, (_, counter) => ({
    counter,
    exportType: ['recurring'],
    rootUrl: `s3://bucket/acme/datasync/${subscription}/5/export-${counter}`,
    finishTime: '2024-06-01T01:10:15.123Z',
    timeDependent: [periodOf(counter), periodOf(counter + 1)].map(periodId => ({
      periodId,
      allEvents: { eventCount: 12, files: [`allevents-${periodId.slice(0, 10)}.avro`] },
      matchedEvents: [
        { eventCount: 3, files: ['matchedEvents/Page/a.avro'], id: 'Page/a', type: 'Page' },
      ],
    })),
  }));
  return JSON.stringify({ exports });
}

function periodOf(counter: number): string {
  const day = new Date(Date.UTC(2021, 0, 1 + counter));
  return `${day.toISOString().slice(0, 10)}T00:00:00Z`;
}
