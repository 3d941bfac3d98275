// What is asked of a bucket: a look at a large object costs little, a sync reads each byte once and ahead of the load.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { openContainer } from '../../shared/avro/container';
import { readFrames } from '../../shared/avro/readFrames';
import { createCloudStore } from '../../shared/storage/cloud/cloudStore';
import type { ObjectStore } from '../../shared/storage/objectStore';
import { createRangeCache } from '../../shared/storage/cloud/rangeCache';
import { syncStore } from '../support/databaseDump';
import { withFaultProxy, type FaultProxy } from '../support/faultProxy';
import { createObjectClient, withObjectServer, type ObjectServer } from '../support/objectServer';
import { previewing } from '../support/previewing';
import { repeatedAvro, RepeatedSource } from '../support/repeatedAvro';
import { simulateInMemory, type Files } from '../support/simulated';
import { withTemporaryFolder } from '../support/temporaryFolder';

interface Bucket {
  readonly server: ObjectServer;
  readonly proxy: FaultProxy;
  readonly store: ObjectStore;
}

/** Runs `body` with a bucket that is reached through a proxy. */
function withBucket(body: (bucket: Bucket) => Promise<void>): Promise<void> {
  return withObjectServer(server =>
    withFaultProxy(server.port, proxy =>
      body({ server, proxy, store: createCloudStore(createObjectClient(proxy.port)) }),
    ),
  );
}

/** An Avro file of about so many bytes, in blocks of some 64 KB of 250 rows. */
function largeFile(bytes: number): RepeatedSource {
  const fields = ['eventId', 'visitorId', 'url'].map(name => ({ name, type: 'string' }));
  const schema = { type: 'record', name: 'Event', fields };
  const rows = Array.from({ length: 250 }, (_, row) => {
    return { eventId: `event ${row}`, visitorId: `v${row}`, url: `/page/${'x'.repeat(220)}` };
  });
  const once = repeatedAvro({ schema, codec: 'null' }, rows, 1);
  const times = Math.ceil(bytes / once.block.length);
  return new RepeatedSource({ ...once, times });
}

test('the preview of 1 GB reads less than 1 MB for the first rows, and less for a jump', () =>
  withBucket(async ({ server, proxy, store }) => {
    const file = largeFile(1e9);
    server.put('one.avro', { size: file.size, read: (start, end) => file.bytes(start, end) });
    proxy.delay = 50;
    const { opened, cells } = await previewing(await store.open('one.avro'));
    const first = await cells(0, 100);
    assert.equal(first[99]?.[0], 'event 99');
    assert.ok(proxy.bytesDown <= 1 << 20, `${proxy.bytesDown} bytes for the first rows`);
    assert.ok(server.requests.length <= 4, `${server.requests.length} requests`);

    const before = { bytes: proxy.bytesDown, requests: server.requests.length };
    const start = Math.floor(opened.state.estimate * 0.73);
    const jumped = await cells(start, start + 60);
    assert.equal(jumped.length, 60);
    assert.ok(proxy.bytesDown - before.bytes <= 1 << 20);
    assert.ok(server.requests.length - before.requests <= 4);
  }));

test('a sync reads what it needs: each byte of each file once', () =>
  withBucket(async ({ server, store }) => {
    const shape = { days: 2, until: '2024-06-27', rows: 8000, matchables: 3, applications: 1 };
    const { files } = await simulateInMemory({ ...shape, codec: 'null' });
    for (const [path, content] of files) server.put(path, content);
    const { summary } = await syncStore(store);
    const reads = server.requests.filter(
      ({ key, method }) => method === 'GET' && key.endsWith('.avro'),
    );
    const read = [...new Set(reads.map(({ key }) => key))];
    assert.ok(read.length > 5 && read.some(key => sizeOf(files, key) > 3 << 20));
    for (const key of read) {
      const ranges = reads.flatMap(each => (each.key === key ? (each.range ?? []) : []));
      ranges.sort((a, b) => a.start - b.start);
      const ends = [0, ...ranges.map(({ end }) => end)];
      const starts = ranges.map(({ start }) => start);
      assert.deepEqual(starts, ends.slice(0, -1), key);
      assert.equal(ends.at(-1), sizeOf(files, key), key);
    }
    const total = read.reduce((sum, key) => sum + sizeOf(files, key), 0);
    assert.equal(summary.bytesRead, total);
  }));

test('a file that does not arrive as it is stored fails alone, although it can be read', () =>
  withBucket(async ({ server, proxy }) => {
    const { files } = await simulateInMemory({ days: 2, rows: 40, matchables: 3, codec: 'null' });
    for (const [path, content] of files) server.put(path, content);
    const damaged = [...files.keys()].find(
      path => path.endsWith('.avro') && path.includes('allevents'),
    );
    const client = createObjectClient(proxy.port);
    const store = createCloudStore({
      url: client.url,
      listPage: (...asked) => client.listPage(...asked),
      async head(key, signal) {
        const found = await client.head(key, signal);
        const md5 = createHash('md5')
          .update(files.get(key) ?? '')
          .digest('hex');
        return found && { ...found, md5 };
      },
      async read(range, signal) {
        const body = await client.read(range, signal);
        return range.key === damaged ? withOtherLetter(body) : body;
      },
    });
    const { slices } = await syncStore(store);
    const failed = slices.filter(({ status }) => status === 'failed');
    assert.equal(failed.length, 1);
    assert.match(failed[0]?.error?.message ?? '', /did not arrive as it is stored/);
    assert.ok(slices.some(({ status }) => status === 'loaded'));
  }));

/** Where a value is that stays one: Avro has no checksum for it. */
async function* withOtherLetter(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    const copy = Buffer.from(chunk);
    const at = copy.lastIndexOf('http');
    if (at !== -1) copy.write('x', at);
    yield copy;
  }
}

test('what a preview has read and kept, a sync does not ask for again', () =>
  withTemporaryFolder(folder =>
    withBucket(async ({ server, proxy }) => {
      const { files } = await simulateInMemory({
        days: 2,
        rows: 6000,
        matchables: 3,
        codec: 'null',
      });
      for (const [path, content] of files) server.put(path, content);
      const open = () => {
        const cache = createRangeCache({ folder, bytes: 1 << 26 });
        return createCloudStore(createObjectClient(proxy.port), { cache });
      };
      const large = [...files.keys()].filter(path => sizeOf(files, path) > 1 << 20);
      assert.ok(large.length > 1);
      for (const path of large) await (await previewing(await open().open(path))).cells(0, 100);
      const previewed = server.requests.length;
      const { summary } = await syncStore(open());
      assert.ok(summary.bytesRead > 0 && server.requests.length > previewed);
      for (const path of large) {
        const ranges = server.requests.flatMap(({ key, range }) =>
          key === path ? (range ?? []) : [],
        );
        ranges.sort((a, b) => a.start - b.start);
        const again = ranges.filter(({ start }, i) => start < (ranges[i - 1]?.end ?? 0));
        assert.deepEqual(again, [], path);
        assert.ok(ranges.length > 0);
      }
    }),
  ));

function sizeOf(files: Files, path: string): number {
  return files.get(path)?.length ?? 0;
}

test('while a block is loaded the next ones come, a bounded number of them', () =>
  withBucket(async ({ server, store, proxy }) => {
    const file = largeFile(60e6);
    server.put('one.avro', { size: file.size, read: (start, end) => file.bytes(start, end) });
    const container = await openContainer(await store.open('one.avro'));
    for await (const { offset } of readFrames(container)) {
      if (offset < 4 << 20) continue;
      // Whoever loads now asks for nothing, and yet bytes come: as many as are read ahead, and then no more.
      while (proxy.bytesDown < offset + (14 << 20)) await new Promise(setImmediate);
      await quiet(proxy);
      assert.ok(proxy.bytesDown < offset + (20 << 20), `${proxy.bytesDown} bytes at ${offset}`);
      break;
    }
  }));

/** Waits until nothing comes any more. */
async function quiet(proxy: FaultProxy): Promise<void> {
  for (let before = -1; before !== proxy.bytesDown;) {
    before = proxy.bytesDown;
    await new Promise(resolve => setTimeout(resolve, 300));
  }
}
