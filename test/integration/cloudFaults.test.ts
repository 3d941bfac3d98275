// A store behind a proxy that goes wrong: bytes are right or there is one clear error, and none is fetched twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createCloudStore } from '../../shared/storage/cloud/cloudStore';
import type { CloudTuning } from '../../shared/storage/cloud/cloudTuning';
import type { ObjectStore } from '../../shared/storage/objectStore';
import { SeededRandom } from '../../shared/util/seededRandom';
import { syncStore } from '../support/databaseDump';
import { withFaultProxy, type FaultProxy, type StreamFault } from '../support/faultProxy';
import { hasCode } from '../support/hasCode';
import { createMemoryStore } from '../support/memoryStore';
import { createObjectClient, withObjectServer, type ObjectServer } from '../support/objectServer';
import { markedBytes, waitlessTuning } from '../support/scriptedClient';
import { simulateInMemory } from '../support/simulated';

interface Faulty {
  readonly server: ObjectServer;
  readonly proxy: FaultProxy;
  readonly store: ObjectStore;
}

/** Runs `body` with a store whose requests go through a proxy. */
function withFaultyStore(
  body: (faulty: Faulty) => Promise<void>,
  tuning: Partial<CloudTuning> = {},
): Promise<void> {
  return withObjectServer(server =>
    withFaultProxy(server.port, async proxy => {
      const client = createObjectClient(proxy.port);
      const store = createCloudStore(client, { tuning: { ...waitlessTuning(), ...tuning } });
      await body({ server, proxy, store });
    }),
  );
}

/** More than the head of an answer. */
const headBytes = 400;
/** What a stream holds that nobody has taken yet: a reset throws it away. */
const blockInFlight = 1 << 16;

test('with cuts at 50 random bytes all bytes come, and none twice beyond the block in flight', () =>
  withFaultyStore(async ({ server, proxy, store }) => {
    const random = new SeededRandom(5);
    const content = markedBytes(5_000_000);
    server.put('one', content);
    const object = await store.open('one');
    const at = () => proxy.bytesDown + 1 + random.below(content.length);
    proxy.breakAt(Array.from({ length: 50 }, () => ({ at: at(), kind: 'cut' as const })));
    const before = proxy.bytesDown;
    for (let start = 0; start < content.length; start += 1 << 20) {
      const bytes = await object.read(start, start + (1 << 20));
      assert.deepEqual(bytes, content.slice(start, start + (1 << 20)));
    }
    const reads = server.requests.flatMap(({ range }) => range ?? []);
    const starts = reads.map(({ start }) => start);
    assert.ok(reads.length > 50, 'the cuts were met');
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => a - b),
    );
    const most = content.length + reads.length * headBytes + 50 * blockInFlight;
    assert.ok(proxy.bytesDown - before <= most, `${proxy.bytesDown} bytes`);
  }));

test('stalls, early ends, 503 and 429 are passed over', () =>
  withFaultyStore(
    async ({ server, proxy, store }) => {
      const content = markedBytes(3_000_000);
      server.put('one', content);
      const object = await store.open('one');
      const kinds = ['stall', 'truncate', 'cut', 'truncate', 'stall'] as const;
      proxy.breakAt(kinds.map((kind, i) => ({ at: 100_000 + i * 500_000, kind })));
      proxy.answer(['503 Slow Down', '429 Too Many Requests']);
      assert.deepEqual(await object.read(0, content.length), content);
      proxy.answer(['503 Slow Down']);
      assert.equal((await store.stat('one'))?.size, content.length);
      proxy.answer(['429 Too Many Requests\r\nRetry-After: 0']);
      assert.deepEqual((await store.list('')).folders, []);
    },
    { stallAfter: 300 },
  ));

test('a cancelled read leaves no connection behind', () =>
  withFaultyStore(async ({ server, proxy, store }) => {
    server.put('one', markedBytes(1_000_000));
    const object = await store.open('one');
    proxy.breakAt([{ at: proxy.bytesDown + 50_000, kind: 'stall' }]);
    const stop = new AbortController();
    const reading = object.read(0, 1_000_000, stop.signal);
    while (server.requests.length < 2) await new Promise(setImmediate);
    stop.abort();
    await assert.rejects(reading, { name: 'AbortError' });
    while (proxy.open > 0) await new Promise(setImmediate);
  }));

test('an object that changes behind a cut is an error, never a mixture', () =>
  withFaultyStore(async ({ server, proxy, store }) => {
    server.put('one', markedBytes(1_000_000));
    const object = await store.open('one');
    proxy.breakAt([{ at: proxy.bytesDown + 300_000, kind: 'cut' }]);
    const reading = object.read(0, 1_000_000);
    while (server.requests.length < 2) await new Promise(setImmediate);
    server.put('one', new Uint8Array(1_000_000));
    await assert.rejects(reading, hasCode('storage.changed'));
  }));

test('a sync through the proxy ends with the right databases', async () => {
  const { files } = await simulateInMemory({ days: 3, rows: 30, matchables: 4 });
  const expected = await syncStore(createMemoryStore(Object.fromEntries(files)));
  assert.ok(expected.dump.size > 10);
  await withFaultyStore(
    async ({ server, proxy, store }) => {
      for (const [path, content] of files) server.put(path, content);
      const random = new SeededRandom(11);
      const total = [...files.values()].reduce((sum, { length }) => sum + length, 0);
      proxy.breakAt(randomFaults(random, 40, total));
      proxy.answer(['503 Slow Down', '429 Too Many Requests', '500 Internal Server Error']);
      const { dump, slices } = await syncStore(store);
      assert.deepEqual(dump, expected.dump);
      assert.deepEqual(slices, expected.slices);
    },
    { stallAfter: 500 },
  );
});

test('a sync whose service goes away ends with one clear error', async () => {
  const { files } = await simulateInMemory({ days: 3, rows: 30, matchables: 4 });
  await withFaultyStore(async ({ server, proxy, store }) => {
    for (const [path, content] of files) server.put(path, content);
    proxy.breakAt([{ at: 60_000, kind: 'cut' }]);
    const gone: ObjectStore = {
      ...store,
      url: store.url,
      list: (folder, signal) => store.list(folder, signal),
      stat: (path, signal) => store.stat(path, signal),
      open: async (path, signal) => {
        if (proxy.bytesDown > 50_000) proxy.answer(Array.from({ length: 99 }, () => '503 Gone'));
        return store.open(path, signal);
      },
    };
    await assert.rejects(syncStore(gone), hasCode('storage.unreachable', /tried 6 times/));
  });
});

function randomFaults(random: SeededRandom, count: number, below: number): StreamFault[] {
  return Array.from({ length: count }, () => {
    const kind = random.pick(['cut', 'truncate', 'cut', 'stall'] as const);
    return { at: 1 + random.below(below), kind };
  });
}
