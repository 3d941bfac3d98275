// Syncs from Ceph, Azurite and the test server for Google past a proxy that goes wrong at random: the right databases or one clear error.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { DataSyncError } from '../../shared/errors';
import { createAzureClient } from '../../shared/storage/azure/azureClient';
import type { CloudClient } from '../../shared/storage/cloud/cloudClient';
import { createCloudStore } from '../../shared/storage/cloud/cloudStore';
import { createGcsClient } from '../../shared/storage/gcs/gcsClient';
import type { ObjectStore } from '../../shared/storage/objectStore';
import { SeededRandom } from '../../shared/util/seededRandom';
import { azuriteAccount, azuriteKey, startAzurite } from '../support/azuriteServer';
import { startCeph } from '../support/cephServer';
import { dumpDatabases, syncInto, syncStore, type DatabaseDump } from '../support/databaseDump';
import { withFaultProxy, type FaultProxy, type StreamFault } from '../support/faultProxy';
import { goodToken, withGcsServer } from '../support/gcsServer';
import { holdOpen } from '../support/holdOpen';
import { createMemoryStore } from '../support/memoryStore';
import { scaled } from '../support/randomScale';
import { keysOf, s3ClientOf } from '../support/s3Clients';
import { waitlessTuning } from '../support/scriptedClient';
import { simulateInMemory, type Files } from '../support/simulated';
import { withTemporaryFolder } from '../support/temporaryFolder';
import { testWithTools } from '../support/tools';

/** A cloud that holds the destination. */
interface FilledServer {
  readonly port: number;
  /** A client that asks at a port of this machine. */
  readonly clientAt: (port: number) => CloudClient;
  readonly put: (key: string, bytes: Uint8Array) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

const servers = new Map<string, FilledServer>();
let files: Files = new Map();
let expected: DatabaseDump = new Map();

before(async () => {
  ({ files } = await simulateInMemory({ days: 4, rows: 300, matchables: 6 }));
  expected = (await syncStore(createMemoryStore(Object.fromEntries(files)))).dump;
});
after(async () => {
  for (const { stop } of servers.values()) await stop();
});

const starts = { ceph: serveCeph, azurite: serveAzurite, gcs: serveGcs } as const;

function testFaults(
  title: string,
  body: (server: FilledServer, proxy: FaultProxy) => Promise<void>,
): void {
  for (const name of ['ceph', 'azurite', 'gcs'] as const) {
    testWithTools(name === 'gcs' ? [] : [name], `${name}: ${title}`, async () => {
      const server = servers.get(name) ?? (await startFilled(name));
      await withFaultProxy(server.port, proxy => body(server, proxy));
    });
  }
}

async function startFilled(name: keyof typeof starts): Promise<FilledServer> {
  const server = await starts[name]();
  servers.set(name, server);
  for (const [path, bytes] of files) await server.put(`acme/${path}`, bytes);
  return server;
}

for (let seed = 1; seed <= scaled(10); seed++) {
  testFaults(`troubles of seed ${seed} end with the right databases`, (server, proxy) =>
    withTemporaryFolder(async folder => {
      const random = new SeededRandom(seed);
      proxy.delay = seed % 2 === 1 ? latency : 0;
      const { listing, size } = await measureListing(server.clientAt(proxy.port), proxy);
      proxy.breakAt(randomFaults(random, 25));
      const listed: string[] = [];
      const client = troubled(server.clientAt(proxy.port), prefix => {
        if (prefix === listing) {
          const at = proxy.bytesDown + size - 1 - random.below(size >> 2);
          if (!listed.includes(prefix)) proxy.breakAt([{ at, kind: random.pick(kinds) }]);
          listed.push(prefix);
        } else if (random.below(12) === 0) proxy.answer([random.pick(refusals)]);
      });
      const { dump, slices } = await syncInto(folder, storeOf(client));
      assert.deepEqual(dump, expected);
      assert.ok(slices.length > 10);
      assert.ok(listed.length > 1, 'the listing broke off');
      assert.ok(proxy.bytesDown > troubledBytes(), 'all troubles were met');
    }),
  );

  testFaults(
    `a service that is lost in seed ${seed} is one error; what is loaded is right`,
    lost(seed),
  );
}

function lost(seed: number) {
  return (server: FilledServer, proxy: FaultProxy): Promise<void> =>
    withTemporaryFolder(async folder => {
      const random = new SeededRandom(1000 + seed);
      let left = 20 + random.below(files.size);
      const client = troubled(server.clientAt(proxy.port), () => {
        if (--left < 0) proxy.answer(['503 Slow Down']);
      });
      await assert.rejects(syncInto(folder, storeOf(client)), (error: unknown) => {
        assert.ok(error instanceof DataSyncError, String(error));
        return error.code === 'storage.unreachable';
      });
      const loaded = await dumpDatabases(folder);
      for (const [table, rows] of loaded) assertSomeOf(rows, expected.get(table) ?? []);
      const { dump } = await syncInto(folder, storeOf(server.clientAt(server.port)));
      assert.deepEqual([...dump.keys()].sort(), [...expected.keys()].sort());
      for (const [table, rows] of dump) {
        assert.deepEqual(textsOf(rows).sort(), textsOf(expected.get(table) ?? []).sort(), table);
      }
    });
}

/** Milliseconds by which each request comes later in every other seed. */
const latency = 50;
const kinds = ['cut', 'cut', 'truncate', 'truncate', 'stall'] as const;

/** The first folder that is listed, and how many bytes the answer has. */
async function measureListing(client: CloudClient, proxy: FaultProxy) {
  const listing = 'acme/datasync/';
  const before = proxy.bytesDown;
  await client.listPage(listing, undefined);
  return { listing, size: proxy.bytesDown - before };
}

/** More than the head of an answer. */
const headBytes = 1500;
/** What a connection holds that nobody has taken yet: a reset throws it away. */
const blockInFlight = 1 << 16;
const cutCount = 50;

testFaults(
  'with cuts at 50 random bytes none is fetched twice beyond what is in flight',
  async (server, proxy) => {
    const large = await simulateInMemory({ days: 2, rows: 8000, matchables: 2, applications: 1 });
    for (const [path, bytes] of large.files) await server.put(`large/${path}`, bytes);
    const store = () => storeOf(server.clientAt(proxy.port), 'large');
    const whole = await syncStore(store());
    const { bytesDown, connections } = proxy;
    const random = new SeededRandom(50);
    const at = () => bytesDown + 1 + random.below(bytesDown);
    proxy.breakAt(Array.from({ length: cutCount }, () => ({ at: at(), kind: 'cut' as const })));
    assert.deepEqual((await syncStore(store())).dump, whole.dump);
    assert.ok(proxy.connections - connections > 40, 'the cuts were met');
    const more = proxy.bytesDown - 2 * bytesDown;
    const most = cutCount * (blockInFlight + headBytes);
    assert.ok(most < bytesDown / 2, `${bytesDown} bytes are too few to tell`);
    assert.ok(more <= most, `${more} bytes more than ${bytesDown}`);
  },
);

const refusals = [
  '503 Slow Down',
  '429 Too Many Requests',
  '500 Internal Server Error',
  '503 Service Unavailable\r\nRetry-After: 0',
] as const;

/** A sync reads more than this: not all exports are wanted, and their bills of materials are not. */
function troubledBytes(): number {
  return Math.floor([...files.values()].reduce((sum, { length }) => sum + length, 0) / 3);
}

/** Faults of each kind among the bytes of the destination. */
function randomFaults(random: SeededRandom, count: number): StreamFault[] {
  const below = troubledBytes();
  return Array.from({ length: count }, () => {
    return { at: 1 + random.below(below), kind: random.pick(kinds) };
  });
}

/** The client, before each of whose requests something is done; a listing tells its prefix. */
function troubled(client: CloudClient, trouble: (prefix?: string) => void): CloudClient {
  return {
    url: client.url,
    listPage(prefix, next, signal) {
      trouble(prefix);
      return client.listPage(prefix, next, signal);
    },
    head(key, signal) {
      trouble();
      return client.head(key, signal);
    },
    read(range, signal) {
      trouble();
      return client.read(range, signal);
    },
  };
}

function storeOf(client: CloudClient, prefix = 'acme'): ObjectStore {
  const tuning = { ...waitlessTuning(), stallAfter: 1500 };
  return createCloudStore(client, { prefix, tuning });
}

function assertSomeOf(rows: readonly (readonly unknown[])[], all: readonly (readonly unknown[])[]) {
  const known = new Set(textsOf(all));
  for (const text of textsOf(rows)) assert.ok(known.has(text), text);
}

/** Rows without their ids, which tell in which order they came. */
function textsOf(rows: readonly (readonly unknown[])[]): string[] {
  return rows.map(([, ...values]) =>
    JSON.stringify(values, (_, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value,
    ),
  );
}

async function serveCeph(): Promise<FilledServer> {
  const ceph = await startCeph();
  const bucket = await ceph.createBucket();
  const credentials = keysOf(ceph.owner);
  return {
    port: ceph.port,
    clientAt: port =>
      s3ClientOf({ credentials, bucket: bucket.name, endpoint: `http://127.0.0.1:${port}` }),
    put: (key, bytes) => bucket.put(key, bytes),
    stop: () => ceph.stop(),
  };
}

async function serveGcs(): Promise<FilledServer> {
  const { value: server, close } = await holdOpen(withGcsServer);
  const { bucket, port } = server;
  const url = `gs://${bucket}/acme`;
  const place = { provider: 'gcs', url, bucket, account: '', prefix: 'acme' } as const;
  const credentials = { kind: 'bearer', token: goodToken } as const;
  return {
    port,
    clientAt: at =>
      createGcsClient(place, {
        ...{ credentials, source: 'the test', endpoint: `http://127.0.0.1:${at}` },
      }),
    put: async (key, bytes) => server.put(key, bytes),
    stop: close,
  };
}

async function serveAzurite(): Promise<FilledServer> {
  const azurite = await startAzurite();
  const container = await azurite.createContainer();
  const bucket = container.containerName;
  const url = `az://${azuriteAccount}/${bucket}/acme`;
  const place = {
    provider: 'azure',
    url,
    bucket,
    account: azuriteAccount,
    prefix: 'acme',
  } as const;
  const credentials = { kind: 'azureKey', accountKey: azuriteKey } as const;
  return {
    port: azurite.port,
    clientAt: port => {
      const endpoint = `http://127.0.0.1:${port}/${azuriteAccount}`;
      return createAzureClient(place, { credentials, source: 'the test', endpoint });
    },
    put: (key, bytes) => container.getBlockBlobClient(key).upload(Buffer.from(bytes), bytes.length),
    stop: () => azurite.stop(),
  };
}
