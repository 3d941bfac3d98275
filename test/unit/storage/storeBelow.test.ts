import assert from 'node:assert/strict';
import { test } from 'node:test';

import { testStoreContract } from '../../support/storeContract';
import { createMemoryStore } from '../../support/memoryStore';
import { storeBelow } from '../../../shared/storage/storeBelow';

testStoreContract('storeBelow', async use => {
  const memory = createMemoryStore({ 'beside/it': '1' });
  await use({
    store: storeBelow(memory, 'acme/exports'),
    put: async (path, content) => memory.put(`acme/exports/${path}`, content),
    remove: async path => memory.remove(`acme/exports/${path}`),
  });
});

test('an object keeps all that its store tells of it', async () => {
  const opened = {
    ...{ name: 'acme/one', size: 3, version: 'v1', md5: 'abc', readsAhead: 4 },
    read: async () => new Uint8Array(3),
    close: async () => undefined,
  };
  const store = { ...createMemoryStore(), open: async () => opened };
  const { name, size, version, md5, readsAhead } = await storeBelow(store, 'acme').open('one');
  assert.deepEqual(
    { name, size, version, md5, readsAhead },
    {
      ...{ name: 'one', size: 3, version: 'v1', md5: 'abc', readsAhead: 4 },
    },
  );
});
