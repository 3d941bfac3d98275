// A table of 1,000 applications with 100 exports each: what it reads, once and again, and what it finds.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';

import { createSqlJsEngines } from '../../shared/engine/sqlJs/createSqlJsEngines';
import { everyExport, newestFirst, type ExportFilter } from '../../shared/listing/chooseExports';
import { discoverManifests } from '../../shared/storage/discovery';
import { keyOf, ExportsTable } from '../../shared/worker/exports/exportsTable';
import { ManifestMemory } from '../../shared/worker/manifestMemory';
import { countingStore } from '../support/countingStore';
import { manyExports, manyManifests } from '../support/manyExports';
import { createMemoryStore } from '../support/memoryStore';
import { loadedSampleForAllTests, sampleSubscription } from '../support/sampleDestination';
import { createFileStore } from '../../shared/storage/fileStore';

const { signal } = new AbortController();
const destination = 'memory://test';
const nothingLoaded = { view: 1, database: undefined, hasStates: true };
const sample = loadedSampleForAllTests();

const chosen = (filter: Partial<ExportFilter>) => ({
  ...{ view: 1, sort: newestFirst, selected: [], active: null },
  filter: { ...everyExport, ...filter },
});

test('each manifest is read once, and again only when it is another', async () => {
  const memory = createMemoryStore(Object.fromEntries(manyManifests(1000, 100)));
  const { store, counts } = countingStore(memory);
  const stores = { open: async () => store };
  const table = new ExportsTable({
    ...{ stores, engines: createSqlJsEngines(), manifests: new ManifestMemory() },
  });
  const manifests = await discoverManifests(memory);
  const sources = manifests.map(manifest => ({
    ...{ place: { destination, manifest }, destinationName: 'Acme' },
  }));
  table.use(sources);
  const keys = sources.map(keyOf);
  const read = async (looks: boolean) => {
    for (let start = 0; start < keys.length; start += 8) {
      const batch = keys.slice(start, start + 8);
      await table.read({ ...nothingLoaded, sources: batch, looks }, signal);
    }
  };
  await read(true);
  assert.equal(table.choose(chosen({})).total, 100_000);
  assert.equal(counts.opens, 1000);

  const { stats } = counts;
  await read(true);
  assert.equal(counts.opens, 1000);
  assert.equal(counts.stats - stats, 1000);
  await read(false);
  assert.equal(counts.stats - stats, 1000, 'what is loaded asks nothing of the storage');

  memory.put('datasync/1001/10007/exportmanifest.json', manyExports(7, 101));
  await read(true);
  assert.equal(counts.opens, 1001);
  assert.equal(table.choose(chosen({})).total, 100_001);
  assert.equal(table.choose(chosen({ text: '"App' })).found, 0);
  assert.equal(table.choose(chosen({ kinds: ['retroactive'] })).found, 5000);
  assert.equal(table.choose(chosen({ from: '2022-01-01', to: '2022-01-01' })).found, 2000);
  assert.equal(table.days([]).length, 101);

  table.choose(chosen({ text: 'App 999' }));
  const [whole] = table.targets([{ start: 0, end: 100 }]);
  assert.deepEqual([whole?.isWhole, whole?.counter], [true, null]);
  const some = table.targets([{ start: 0, end: 99 }]);
  assert.equal(some.length, 99);
});

test('what a sync loads is seen without reading a manifest again', async () => {
  const { store, counts } = countingStore(createFileStore(sample.destination));
  const stores = { open: async () => store };
  const table = new ExportsTable({
    ...{ stores, engines: createSqlJsEngines(), manifests: new ManifestMemory() },
  });
  const manifests = await discoverManifests(store);
  const sources = manifests.map(manifest => ({
    ...{ place: { destination: sample.destination, manifest }, destinationName: 'Acme' },
  }));
  table.use(sources);
  const question = { view: 1, sources: sources.map(keyOf), hasStates: true, looks: true };
  await table.read({ ...question, database: undefined }, signal);
  assert.equal(table.choose(chosen({ states: ['synced'] })).found, 0);
  const { opens } = counts;
  const { database } = sample;
  assert.equal(await table.read({ ...question, database, looks: false }, signal), true);
  const { found, total, pending } = table.choose(chosen({ states: ['synced', 'superseded'] }));
  assert.deepEqual([found, pending], [total, 0]);
  assert.equal(counts.opens, opens);
  assert.ok(table.rows(0, total).some(row => row.export?.lastSync?.startsWith('20')));

  const summary = await table.summary(0, database);
  assert.equal(summary?.failureCount, 0);
  assert.ok(
    summary?.target.place.manifest.path.includes(path.posix.join('datasync', sampleSubscription)),
  );
});

test('lines that are selected are found again in another order', async () => {
  const memory = createMemoryStore(Object.fromEntries(manyManifests(2, 5)));
  const stores = { open: async () => memory };
  const table = new ExportsTable({
    ...{ stores, engines: createSqlJsEngines(), manifests: new ManifestMemory() },
  });
  const manifests = await discoverManifests(memory);
  const sources = manifests.map(manifest => ({
    ...{ place: { destination, manifest }, destinationName: 'Acme' },
  }));
  table.use(sources);
  await table.read({ ...nothingLoaded, sources: sources.map(keyOf), looks: true }, signal);
  table.choose(chosen({}));
  const names = (start: number, end: number) =>
    table.rows(start, end).map(({ name, export: row }) => `${name} #${row?.counter}`);
  assert.deepEqual(names(0, 2), ['App 0 #5', 'App 1 #5']);
  const sort = { column: 'finished', descending: false } as const;
  const after = table.choose({
    ...{ ...chosen({}), sort, active: 0 },
    selected: [{ start: 0, end: 3 }],
  });
  assert.deepEqual(after.selected, [
    { start: 6, end: 7 },
    { start: 8, end: 10 },
  ]);
  assert.equal(after.active, 8);
  assert.deepEqual(names(8, 10), ['App 0 #5', 'App 1 #5']);
});
