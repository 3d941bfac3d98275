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
