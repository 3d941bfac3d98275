// The port's promises, over single requests to a server that speaks HTTP; listings of many pages.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createCloudStore } from '../../../../shared/storage/cloud/cloudStore';
import { hasCode } from '../../../support/hasCode';
import { createObjectClient, withObjectServer } from '../../../support/objectServer';
import { testStoreContract } from '../../../support/storeContract';

for (const prefix of ['', 'exports/acme']) {
  const keyOf = (path: string) => (prefix === '' ? path : `${prefix}/${path}`);
  testStoreContract(`cloudStore below '${prefix}'`, use =>
    withObjectServer(server =>
      use({
        store: createCloudStore(createObjectClient(server.port), { prefix }),
        put: async (path, content) => server.put(keyOf(path), content),
        remove: async path => server.remove(keyOf(path)),
      }),
    ),
  );
}

test('a folder is listed over many pages, sorted by code unit', () =>
  withObjectServer(async server => {
    server.pageSize = 7;
    const names = Array.from({ length: 60 }, (_, i) => `${i}`);
    for (const name of names) {
      server.put(`f/${name}`, name);
      server.put(`f/folder ${name}/x`, name);
    }
    const listing = await createCloudStore(createObjectClient(server.port)).list('f');
    assert.deepEqual(
      listing.objects.map(({ path }) => path),
      names.map(name => `f/${name}`).sort(),
    );
    assert.deepEqual(listing.folders, names.map(name => `folder ${name}`).sort());
  }));

test('keys that no path can name are left out of a listing', () =>
  withObjectServer(async server => {
    for (const key of ['f/good', 'f//bad', 'f/../bad', 'f/a\\b', 'f/a\nb']) server.put(key, '1');
    const { folders, objects } = await createCloudStore(createObjectClient(server.port)).list('f');
    assert.deepEqual(folders, []);
    assert.deepEqual(
      objects.map(({ path }) => path),
      ['f/good'],
    );
  }));

test('an empty bucket has an empty root, a prefix without anything is not there', () =>
  withObjectServer(async server => {
    const client = createObjectClient(server.port);
    assert.deepEqual(await createCloudStore(client).list(''), { folders: [], objects: [] });
    const below = createCloudStore(client, { prefix: 'nowhere' });
    await assert.rejects(below.list(''), hasCode('storage.not-found', /test:\/\/bucket/));
  }));

test('a server that names the same page for ever is left', async () => {
  const client = { ...createObjectClient(1), listPage: async () => ({ ...emptyPage, next: 'x' }) };
  await assert.rejects(createCloudStore(client).list(''), hasCode('storage.read-failed'));
});

const emptyPage = { folders: [], objects: [] };
