// Amazon S3: the store over the SDK's requests, against Ceph's gateway.
import assert from 'node:assert/strict';
import { after, mock } from 'node:test';

import { createCloudStore } from '../../shared/storage/cloud/cloudStore';
import { assumeRole } from '../support/assumeRole';
import { startCeph, type Ceph, type CephBucket } from '../support/cephServer';
import { assertEndsOnWire, assertPassing } from '../support/cloudTroubles';
import { withFaultProxy } from '../support/faultProxy';
import { hasCode } from '../support/hasCode';
import { ownCertificate, withProxy, withSecureFront } from '../support/networkPath';
import {
  keysOf,
  readText,
  refusedWith,
  s3ClientOf,
  type S3ClientOptions,
} from '../support/s3Clients';
import { testStoreContract } from '../support/storeContract';
import { testWithTools } from '../support/tools';

let running: Promise<Ceph> | undefined;

/** One for all tests of this file, each of which has a bucket of its own. */
function ceph(): Promise<Ceph> {
  return (running ??= startCeph());
}

after(async () => (await running)?.stop());

function testS3(title: string, body: (bucket: CephBucket, ceph: Ceph) => Promise<void>): void {
  testWithTools(['ceph'], title, async () => {
    const server = await ceph();
    await body(await server.createBucket(), server);
  });
}

async function clientOf(
  { name: bucket }: Pick<CephBucket, 'name'>,
  options: Partial<S3ClientOptions> = {},
) {
  const { owner, endpoint } = await ceph();
  return s3ClientOf({ credentials: keysOf(owner), endpoint, bucket, ...options });
}

async function storeOf(bucket: CephBucket, options?: Partial<S3ClientOptions>) {
  const tuning = { sleep: async () => undefined };
  return createCloudStore(await clientOf(bucket, options), { prefix: 'acme', tuning });
}

testStoreContract(
  's3Store',
  async use => {
    const bucket = await (await ceph()).createBucket();
    await use({
      store: await storeOf(bucket),
      put: (path, content) => bucket.put(`acme/${path}`, content),
      remove: path => bucket.remove(`acme/${path}`),
    });
  },
  (title, body) => testWithTools(['ceph'], title, body),
);

testS3('a folder of more than 1,000 keys is listed page by page', async bucket => {
  const names = Array.from({ length: 1200 }, (_, i) => `${i}.avro`);
  const folders = Array.from({ length: 30 }, (_, i) => `folder ${i}`);
  const keys = [...names, ...folders.map(name => `${name}/x`)].map(name => `acme/f/${name}`);
  // A folder as consoles make them: no object of it.
  keys.push('acme/f/', 'acme/fg/x');
  while (keys.length > 0) await Promise.all(keys.splice(0, 40).map(key => bucket.put(key, 'x')));
  const client = await clientOf(bucket);
  const first = await client.listPage('acme/f/', undefined);
  // 1,000 keys, of which the folder itself is one.
  assert.equal(first.objects.length + first.folders.length, 999);
  assert.ok(first.next);
  const listing = await (await storeOf(bucket)).list('f');
  assert.deepEqual(
    listing.objects.map(({ path }) => path),
    names.map(name => `f/${name}`).sort(),
  );
  assert.deepEqual(listing.folders, folders.sort());
});

testS3('an object tells its MD5, which is its etag', async bucket => {
  await bucket.put('acme/one', 'one');
  const object = await (await storeOf(bucket)).open('one');
  assert.equal(object.md5, 'f97c5d29941bfb1b2fdab0874906ab82');
});

testS3('keys are listed as they are, also where XML has no way to write them', async bucket => {
  const names = ['a b', 'a+b', 'a%20b', 'a&<b>', '\'"', 'é', '\u0001', ' c ', 'イ', '100%', '%zz'];
  for (const name of names) await bucket.put(`acme/${name}`, 'x');
  for (const name of names) await bucket.put(`acme/folder ${name}/x`, 'x');
  const client = await clientOf(bucket);
  const { objects, folders } = await client.listPage('acme/', undefined);
  assert.deepEqual(objects.map(({ path }) => path.slice('acme/'.length)).sort(), names.sort());
  assert.deepEqual([...folders].sort(), names.map(name => `folder ${name}`).sort());
  for (const { path, version } of objects) {
    assert.equal((await client.head(path))?.version, version, path);
  }
});

testS3('another state of an object is not read, nor bytes behind its end', async bucket => {
  await bucket.put('acme/one', '0123456789');
  const client = await clientOf(bucket);
  const { version = '' } = (await client.head('acme/one')) ?? {};
  assert.match(version, /^[0-9a-f]{32}$/);
  const range = { key: 'acme/one', version, start: 2, end: 5 };
  assert.equal(await readText(client, range), '234');
  assert.equal(await readText(client, { ...range, start: 9, end: 10 }), '9');
  assert.equal(await readText(client, { ...range, start: 0, end: 10 }), '0123456789');
  await assert.rejects(
    client.read({ ...range, version: '0'.repeat(32) }),
    hasCode('storage.changed', new RegExp(`version 0+ was asked for, ${version} is there`)),
  );
  await assert.rejects(
    client.read({ ...range, start: 50, end: 52 }),
    hasCode('storage.changed', /s3:\/\/bucket-\d+\/acme\/one/),
  );
  await assert.rejects(client.read({ ...range, key: 'acme/none' }), hasCode('storage.not-found'));
  await bucket.put('acme/one', 'something else');
  await assert.rejects(client.read(range), hasCode('storage.changed'));
});

testS3('a wrong secret and an unknown key are told apart', async (bucket, { owner }) => {
  await bucket.put('acme/one', '1');
  const secret = 'this is no secret of anybody';
  const wrong = await storeOf(bucket, {
    credentials: { ...keysOf(owner), secretAccessKey: secret },
  });
  const unknown = await storeOf(bucket, {
    credentials: keysOf({ accessKeyId: 'NOBODYSKEY0123456789', secretAccessKey: secret }),
  });
  const shown = `${owner.accessKeyId.slice(0, 4)}…${owner.accessKeyId.slice(-4)}`;
  for (const [store, text] of [
    [wrong, new RegExp(`SignatureDoesNotMatch'.*${shown} \\(the test\\)`)],
    [unknown, /InvalidAccessKeyId'.*NOBO…6789 \(the test\)/],
  ] as const) {
    const refused = refusedWith('storage.bad-credentials', text, [secret, owner.accessKeyId]);
    await assert.rejects(store.list(''), refused);
    // HEAD is refused without a word: it is asked for.
    await assert.rejects(store.stat('one'), refused);
    await assert.rejects(store.open('one'), refused);
  }
});

testS3('temporary keys open it with their token, and with no other', async (bucket, server) => {
  await bucket.put('acme/one', '1');
  const keys = await assumeRole(server, await server.createUser(), ['s3:GetObject']);
  const credentials = keysOf(keys);
  const client = await clientOf(bucket, { credentials });
  const { version = '', size } = (await client.head('acme/one')) ?? {};
  assert.equal(size, 1);
  assert.equal(await readText(client, { key: 'acme/one', version, start: 0, end: 1 }), '1');
  const secrets = [keys.secretAccessKey, keys.sessionToken];
  await assert.rejects(
    client.listPage('acme/', undefined),
    refusedWith('storage.denied', /Let the test do s3:ListBucket/, secrets),
  );
  const sessionToken = `${keys.sessionToken.slice(0, -8)}AAAAAAA=`;
  const foreign = await clientOf(bucket, { credentials: { ...credentials, sessionToken } });
  await assert.rejects(
    foreign.head('acme/one'),
    refusedWith('storage.bad-credentials', /\(the test\)/, [...secrets, sessionToken]),
  );
});

testS3('a clock that is off is told, with its minutes', async (bucket, { owner }) => {
  await bucket.put('acme/one', '1');
  const store = await storeOf(bucket);
  const text = (minutes: number, word: string) =>
    refusedWith(
      'storage.bad-credentials',
      new RegExp(`RequestTimeTooSkewed'. The clock of this machine is ${minutes} minutes ${word}`),
      [owner.secretAccessKey],
    );
  for (const [minutes, word] of [
    [40, 'fast'],
    [-95, 'slow'],
  ] as const) {
    mock.timers.enable({ apis: ['Date'], now: Date.now() + minutes * 60_000 });
    try {
      await assert.rejects(store.list(''), text(Math.abs(minutes), word));
      await assert.rejects(store.stat('one'), text(Math.abs(minutes), word));
    } finally {
      mock.timers.reset();
    }
  }
  assert.equal((await store.stat('one'))?.size, 1);
});

testS3('who may get and not list reads what is named', async (bucket, server) => {
  await bucket.put('acme/one', '1');
  const reader = await server.createUser();
  await bucket.allow(reader.name, ['s3:GetObject']);
  const store = await storeOf(bucket, { credentials: keysOf(reader) });
  const secrets = [reader.secretAccessKey];
  const object = await store.open('one');
  assert.equal(Buffer.from(await object.read(0, 9)).toString(), '1');
  await assert.rejects(store.list(''), (error: { data?: unknown }) => {
    assert.deepEqual(error.data, {
      call: 's3:ListBucket',
      ...{ status: 403, reason: 'AccessDenied', source: 'the test' },
    });
    const text = /list s3:\/\/bucket-\d+\/acme\/:.*AccessDenied.*Let the test do s3:ListBucket/s;
    return refusedWith('storage.denied', text, secrets)(error);
  });
  await assert.rejects(
    store.stat('two'),
    refusedWith('storage.denied', /acme\/two: it is missing or denied.*s3:GetObject/s, secrets),
  );
  await bucket.allow(reader.name, ['s3:GetObject', 's3:ListBucket']);
  assert.equal(await store.stat('two'), undefined);
  assert.equal((await store.list('')).objects.length, 1);
});

testS3(
  'of a bucket whose requester pays, it is said that it is not read',
  async (bucket, server) => {
    await bucket.put('acme/one', '1');
    const reader = await server.createUser();
    await bucket.allow(reader.name, ['s3:GetObject', 's3:ListBucket']);
    const store = await storeOf(bucket, { credentials: keysOf(reader) });
    assert.equal((await store.list('')).objects.length, 1);
    await bucket.letRequesterPay();
    const said = hasCode('storage.denied', /a bucket whose requester pays is not read/);
    await assert.rejects(store.list(''), said);
    await assert.rejects(store.stat('one'), said);
  },
);

testS3('nobody reads a bucket that is open to everyone, and no other', async bucket => {
  await bucket.put('acme/one', '1');
  const store = await storeOf(bucket, { credentials: { kind: 'anonymous' } });
  const refused = hasCode('storage.denied', /not open to everyone: sign in/);
  await assert.rejects(store.stat('one'), refused);
  await assert.rejects(store.list(''), refused);
  await bucket.allow('*', ['s3:GetObject', 's3:ListBucket']);
  assert.equal((await store.list('')).objects.length, 1);
  assert.equal(Buffer.from(await (await store.open('one')).read(0, 1)).toString(), '1');
});

testS3('a bucket that is not there is storage.not-found', async () => {
  const store = createCloudStore(await clientOf({ name: 'no-such-bucket' }));
  await assert.rejects(store.list(''), hasCode('storage.not-found', /NoSuchBucket/));
  await assert.rejects(store.open('one'), hasCode('storage.not-found'));
});

testS3('trouble of the service is sent on as one that may pass, once', async (bucket, { port }) => {
  await bucket.put('acme/one', '1');
  await withFaultProxy(port, async proxy => {
    const client = await clientOf(bucket, { endpoint: `http://127.0.0.1:${proxy.port}` });
    await assertPassing({ client, proxy, key: 'acme/one' }, [
      ['503 Slow Down', 'throttled'],
      ['429 Too Many Requests', 'throttled'],
      ['500 Internal Server Error', 'server'],
    ]);
  });
});

testS3('an aborted signal ends the request on the wire', async (bucket, { port }) => {
  await bucket.put('acme/one', new Uint8Array(4 << 20));
  await withFaultProxy(port, async proxy => {
    const client = await clientOf(bucket, { endpoint: `http://127.0.0.1:${proxy.port}` });
    await assertEndsOnWire({ client, proxy, key: 'acme/one' });
  });
});

testS3('through a proxy, to a service whose certificate only the user trusts', (bucket, server) =>
  withSecureFront(server.port, port =>
    withProxy(async proxy => {
      await bucket.put('acme/one', '1');
      const endpoint = `https://127.0.0.1:${port}`;
      const throughProxy = { proxy: `http://user:pass@127.0.0.1:${proxy.port}` };
      const trusting = { ...throughProxy, certificates: [ownCertificate] };
      const client = await clientOf(bucket, { endpoint, route: trusting });
      assert.equal((await client.head('acme/one'))?.size, 1);
      assert.equal((await client.listPage('acme/', undefined)).objects.length, 1);
      assert.deepEqual(proxy.targets, [`127.0.0.1:${port}`]);
      const doubting = await clientOf(bucket, { endpoint, route: throughProxy });
      await assert.rejects(
        doubting.head('acme/one'),
        hasCode('storage.unreachable', /not trusted/),
      );
    }, 'user:pass'),
  ),
);
