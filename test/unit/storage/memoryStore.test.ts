import { createMemoryStore } from '../../support/memoryStore';
import { testStoreContract } from '../../support/storeContract';

testStoreContract('memory store', async body => {
  const store = createMemoryStore();
  await body({
    store,
    put: async (path, content) => store.put(path, content),
    remove: async path => store.remove(path),
  });
});
