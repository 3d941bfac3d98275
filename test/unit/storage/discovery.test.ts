import assert from 'node:assert/strict';
import { test } from 'node:test';

import { discoverManifests } from '../../../shared/storage/discovery';
import { countingStore } from '../../support/countingStore';
import { hasCode } from '../../support/hasCode';
import { createMemoryStore, type MemoryStore } from '../../support/memoryStore';

const subscription = '9007199254740993';

function acme(prefix = 'datasync/', url?: string): MemoryStore {
  const store = createMemoryStore({}, url);
  for (const application of ['-323232', '5', 'account', 'visitor']) {
    const folder = `${prefix}${subscription}/${application}`;
    store.put(`${folder}/exportmanifest.json`, '{}');
    store.put(`${folder}/6f0c/billofmaterials.json`, '{}');
  }
  store.put('readme.txt', '');
  return store;
}

const ids = (found: readonly { subscription: string | null; application: string | null }[]) =>
  found.map(each => `${each.subscription}/${each.application}`);

const all = ['-323232', '5', 'account', 'visitor'].map(each => `${subscription}/${each}`);

for (const start of ['', 'datasync', 'datasync/', `datasync/${subscription}`]) {
  test(`from '${start}' all four manifests are found`, async () => {
    assert.deepEqual(ids(await discoverManifests(acme(), start)), all);
  });
}

for (const start of [
  `datasync/${subscription}/-323232`,
  `datasync/${subscription}/-323232/exportmanifest.json`,
]) {
  test(`from '${start}' one manifest is found`, async () => {
    assert.deepEqual(await discoverManifests(acme(), start), [
      {
        path: `datasync/${subscription}/-323232/exportmanifest.json`,
        folder: `datasync/${subscription}/-323232`,
        subscription,
        application: '-323232',
      },
    ]);
  });
}

test('a store that is an application takes its ids from its own path', async () => {
  const store = createMemoryStore({ 'exportmanifest.json': '{}' }, '/data/datasync/12/visitor');
  assert.deepEqual(await discoverManifests(store), [
    { path: 'exportmanifest.json', folder: '', subscription: '12', application: 'visitor' },
  ]);
});

test('ids that the folders do not tell are null', async () => {
  const store = createMemoryStore({ 'exportmanifest.json': '{}' }, '/home/me/Downloads/acme');
  assert.deepEqual(ids(await discoverManifests(store)), ['null/null']);
});

test('a copy without the datasync folder still tells ids that are numbers', async () => {
  assert.deepEqual(ids(await discoverManifests(acme('', '/copies'))), all);
});

test('several subscriptions share a destination', async () => {
  const store = acme();
  store.put('datasync/4503599627370496/7/exportmanifest.json', '{}');
  assert.deepEqual(ids(await discoverManifests(store)), ['4503599627370496/7', ...all]);
});

test('an application without a manifest yet is passed over, its exports are not listed', async () => {
  const memory = acme();
  memory.put(`datasync/${subscription}/6/uuid/allevents.avro`, '');
  const { store, counts } = countingStore(memory);
  assert.deepEqual(ids(await discoverManifests(store)), all);
  assert.deepEqual(counts.listed, ['datasync', `datasync/${subscription}`]);
  assert.equal(counts.opens, 0);
});

test('the root of a bucket with much else in it is not listed', async () => {
  const { store, counts } = countingStore(acme());
  await discoverManifests(store);
  assert.ok(!counts.listed.includes(''));
});

test('no manifest names what was looked for and what lies there', async () => {
  const store = createMemoryStore({ 'photos/a.jpg': '', 'notes.txt': '' }, '/home/me');
  await assert.rejects(
    discoverManifests(store),
    hasCode('storage.no-destination', /\/home\/me: looked for.*found photos\/, notes\.txt\./),
  );
});

test('the folder of one export is pointed to its parent', async () => {
  const store = acme();
  await assert.rejects(
    discoverManifests(store, `datasync/${subscription}/5/6f0c`),
    hasCode('storage.no-destination', /folder of one export: name the folder above/),
  );
});

test('an aborted search stops', async () => {
  await assert.rejects(discoverManifests(acme(), '', AbortSignal.abort()), { name: 'AbortError' });
});
