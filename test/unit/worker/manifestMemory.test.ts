import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManifestMemory } from '../../../shared/worker/manifestMemory';
import type { ObjectStore } from '../../../shared/storage/objectStore';
import { countingStore } from '../../support/countingStore';
import { hasCode } from '../../support/hasCode';
import { createMemoryStore } from '../../support/memoryStore';

const { signal } = new AbortController();
const folder = 'datasync/1/2';
const found = {
  path: `${folder}/exportmanifest.json`,
  folder,
  subscription: '1',
  application: '2',
};
const text = '{"exports": [{"counter": 7, "rootUrl": "gs://b/datasync/1/2/aa"}]}';

test('a manifest is read once, until it changes', async () => {
  const memory = createMemoryStore({ [found.path]: text });
  const { store, counts } = countingStore(memory);
  const manifests = new ManifestMemory();
  const together = [manifests.read(store, found, signal), manifests.read(store, found, signal)];
  const [first, second] = await Promise.all(together);
  assert.equal(first, second);
  assert.equal(await manifests.read(store, found, signal), first);
  assert.equal(counts.opens, 1);

  memory.put(found.path, text.replace('7', '8'));
  const changed = await manifests.read(store, found, signal);
  assert.deepEqual(
    changed.exports.map(({ counter }) => counter),
    [8],
  );
});

test('a manifest that is gone or no JSON is asked for again the next time', async () => {
  const store = createMemoryStore({ [found.path]: '<html>' });
  const manifests = new ManifestMemory();
  await assert.rejects(manifests.read(store, found, signal), hasCode('manifest.not-json'));
  store.remove(found.path);
  await assert.rejects(manifests.read(store, found, signal), hasCode('storage.not-found'));
  store.put(found.path, text);
  assert.equal((await manifests.read(store, found, signal)).exports.length, 1);
});

test('who gives up leaves others what they wait for, and does not wait for it', async () => {
  const memory = createMemoryStore({ [found.path]: text });
  let answer: () => void = () => undefined;
  const answered = new Promise<void>(resolve => (answer = resolve));
  const opened: (AbortSignal | undefined)[] = [];
  const store: ObjectStore = {
    url: memory.url,
    list: (path, own) => memory.list(path, own),
    stat: (path, own) => memory.stat(path, own),
    open: async (path, own) => {
      opened.push(own);
      await answered;
      own?.throwIfAborted();
      return memory.open(path, own);
    },
  };
  const manifests = new ManifestMemory();
  const reason = new Error('seen enough');
  const [first, second] = [new AbortController(), new AbortController()];
  const givenUp = manifests.read(store, found, first.signal);
  const alsoGivenUp = manifests.read(store, found, second.signal);
  const wanted = manifests.read(store, found, signal);
  while (opened.length === 0) await new Promise(setImmediate);
  first.abort(reason);
  second.abort(reason);
  await assert.rejects(givenUp, reason);
  await assert.rejects(alsoGivenUp, reason);
  answer();
  assert.equal((await wanted).exports.length, 1);
  assert.equal(opened.length, 1);
});
