// Google Cloud Storage: the store over the SDK's requests, against a test server of Google's protocol.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Storage } from '@google-cloud/storage';

import type { CloudCredentials } from '../../shared/storage/cloud/cloudAccess';
import type { CloudPlace } from '../../shared/storage/cloud/cloudPlace';
import { createCloudStore } from '../../shared/storage/cloud/cloudStore';
import { createGcsClient } from '../../shared/storage/gcs/gcsClient';
import { assertEndsOnWire } from '../support/cloudTroubles';
import { withFaultProxy } from '../support/faultProxy';
import { goodToken, withGcsServer, type GcsServer } from '../support/gcsServer';
import { hasCode } from '../support/hasCode';
import { ownCertificate, withProxy, withSecureFront } from '../support/networkPath';
import { testStoreContract } from '../support/storeContract';

function placeOf(bucket: string): CloudPlace {
  return { provider: 'gcs', url: `gs://${bucket}/acme`, bucket, account: '', prefix: 'acme' };
}

function clientOf(
  { bucket, endpoint }: Pick<GcsServer, 'bucket' | 'endpoint'>,
  credentials: CloudCredentials = { kind: 'bearer', token: goodToken },
) {
  return createGcsClient(placeOf(bucket), { credentials, source: 'the test', endpoint });
}

const quick = { sleep: async () => undefined };

function storeOf(server: GcsServer, credentials?: CloudCredentials) {
  return createCloudStore(clientOf(server, credentials), { prefix: 'acme', tuning: quick });
}

testStoreContract('gcsStore', use =>
  withGcsServer(server =>
    use({
      store: storeOf(server),
      put: async (path, content) => server.put(`acme/${path}`, content),
      remove: async path => server.remove(`acme/${path}`),
    }),
  ),
);

test('a folder of more than 1,000 keys is listed page by page', () =>
  withGcsServer(async server => {
    for (let i = 0; i < 2300; i++) server.put(`acme/f/${i}.avro`, 'x');
    for (let i = 0; i < 400; i++) server.put(`acme/f/folder ${i}/x`, 'x');
    server.put('acme/f/', '');
    server.put('acme/fg/y', 'y');
    const { folders, objects } = await storeOf(server).list('f');
    assert.equal(objects.length, 2300);
    assert.equal(new Set(objects.map(({ path }) => path)).size, 2300);
    assert.equal(folders.length, 400);
    assert.equal(folders[1], 'folder 1');
    assert.equal(server.requests.length, 3);
  }));

test('an object is read with one request for its size and one for its bytes', () =>
  withGcsServer(async server => {
    server.put('acme/one.avro', '0123456789');
    const object = await storeOf(server).open('one.avro');
    assert.equal(Buffer.from(await object.read(2, 5)).toString(), '234');
    assert.equal(object.md5, '781e5e245d69b566979b86e28d23f2c7');
    assert.deepEqual(server.requests, [
      { call: 'get', key: 'acme/one.avro', range: undefined },
      { call: 'media', key: 'acme/one.avro', range: 'bytes=0-9' },
    ]);
  }));

test('where listing is denied, what is named is read', () =>
  withGcsServer(async server => {
    server.grant('reader', { list: false, get: true, prefix: 'acme/' });
    server.put('acme/one', '1');
    const store = storeOf(server, { kind: 'bearer', token: 'reader' });
    assert.equal((await store.stat('one'))?.size, 1);
    await assert.rejects(
      store.list(''),
      hasCode('storage.denied', /list gs:\/\/pendo-exports\/acme.*storage\.objects\.list/s),
    );
    await assert.rejects(store.stat('two'), hasCode('storage.denied', /or it may not exist/));
  }));

test('nobody reads what is open to everyone, and is told to sign in elsewhere', () =>
  withGcsServer(async server => {
    server.put('acme/one', '1');
    const store = storeOf(server, { kind: 'anonymous' });
    await assert.rejects(store.stat('one'), hasCode('storage.denied', /sign in/));
    server.grant(undefined, { list: true, get: true });
    assert.equal((await store.list('')).objects.length, 1);
  }));

test('an unknown token is told, unless another one can be had', () =>
  withGcsServer(async server => {
    server.put('acme/one', '1');
    const old = { kind: 'bearer', token: 'old-token' } as const;
    await assert.rejects(storeOf(server, old).stat('one'), (error: Error) => {
      assert.doesNotMatch(error.message + JSON.stringify(error), /old-token/);
      return hasCode('storage.bad-credentials', /Invalid Credentials/)(error);
    });
    const renew = async () => clientOf(server);
    const renewed = createCloudStore(clientOf(server, old), { prefix: 'acme', renew });
    assert.equal((await renewed.stat('one'))?.size, 1);
  }));

test('a bucket that is not there is storage.not-found', () =>
  withGcsServer(async server => {
    const store = createCloudStore(
      clientOf({ bucket: 'no-such-bucket', endpoint: server.endpoint }),
    );
    await assert.rejects(store.list(''), hasCode('storage.not-found', /no-such-bucket.*bucket/s));
  }));

test('credentials of another cloud are refused before anything is asked', () =>
  withGcsServer(async server => {
    const key = { kind: 'azureKey', accountKey: 'secret' } as const;
    assert.throws(() => clientOf(server, key), hasCode('storage.bad-credentials'));
  }));

test('throttling and trouble of the server are waited out, as long as it asks', () =>
  withGcsServer(async server => {
    server.put('acme/one', '1');
    server.refuse(429, 'rateLimitExceeded', { 'retry-after': '7' });
    server.refuse(403, 'userRateLimitExceeded');
    server.refuse(503, 'backendError');
    const waits: number[] = [];
    const sleep = async (delay: number) => void waits.push(delay);
    const store = createCloudStore(clientOf(server), { prefix: 'acme', tuning: { sleep } });
    assert.equal((await store.stat('one'))?.size, 1);
    assert.equal(waits.length, 3);
    assert.ok((waits[0] ?? 0) >= 7000, String(waits[0]));
  }));

test('a request that is refused for another reason says it', () =>
  withGcsServer(async server => {
    server.refuse(400, 'requester pays bucket without a user project');
    await assert.rejects(
      storeOf(server).list(''),
      hasCode('storage.read-failed', /requester pays/),
    );
    server.refuse(412, 'conditionNotMet');
    await assert.rejects(storeOf(server).stat('one'), hasCode('storage.changed'));
  }));

test('through a proxy, to a service whose certificate only the user trusts', () =>
  withGcsServer(server =>
    withSecureFront(server.port, port =>
      withProxy(async proxy => {
        server.put('acme/one', '1');
        const client = createGcsClient(placeOf(server.bucket), {
          credentials: { kind: 'bearer', token: goodToken },
          source: 'the test',
          endpoint: `https://127.0.0.1:${port}`,
          route: { proxy: `http://127.0.0.1:${proxy.port}`, certificates: [ownCertificate] },
        });
        assert.equal((await client.head('acme/one'))?.size, 1);
        assert.deepEqual(proxy.targets, [`127.0.0.1:${port}`]);
      }),
    ),
  ));

test('an aborted signal ends the request on the wire before and within the answer', () =>
  withGcsServer(server =>
    withFaultProxy(server.port, async proxy => {
      server.put('acme/one', new Uint8Array(4 << 20));
      const client = clientOf({
        bucket: server.bucket,
        endpoint: `http://127.0.0.1:${proxy.port}`,
      });
      await assertEndsOnWire({ client, proxy, key: 'acme/one' });
    }),
  ));

test('an object that is gone while it is open is storage.not-found', () =>
  withGcsServer(async server => {
    server.put('acme/one', '1');
    const object = await storeOf(server).open('one');
    server.remove('acme/one');
    await assert.rejects(object.read(0, 1), hasCode('storage.not-found'));
  }));

test('bytes behind the end of an object are another state of it, and are told so', () =>
  withGcsServer(async server => {
    server.put('acme/one', '123');
    const client = clientOf({ bucket: server.bucket, endpoint: server.endpoint });
    const { version = '' } = (await client.head('acme/one')) ?? {};
    await assert.rejects(
      client.read({ key: 'acme/one', version, start: 3, end: 9 }),
      hasCode('storage.changed', /acme\/one: it has changed/),
    );
  }));

test("the test server is read by Google's SDK as shipped, checksums included", () =>
  withGcsServer(async server => {
    server.grant(undefined, { list: true, get: true });
    for (let i = 0; i < 1500; i++) server.put(`many/${i}`, 'x');
    const bytes = Buffer.from('0123456789'.repeat(50_000));
    server.put('one file.bin', bytes);
    const bucket = new Storage({ apiEndpoint: server.endpoint, projectId: 'p' }).bucket(
      server.bucket,
    );
    assert.equal((await bucket.getFiles({ prefix: 'many/' }))[0].length, 1500);
    const file = bucket.file('one file.bin');
    for (const validation of ['crc32c', 'md5'] as const) {
      assert.ok((await file.download({ validation }))[0].equals(bytes));
    }
    assert.equal((await file.download({ start: 3, end: 5 }))[0].toString(), '345');
    assert.equal((await file.download({ end: -4 }))[0].toString(), '6789');
    await assert.rejects(file.download({ start: 500_000 }), { code: 416 });
    await assert.rejects(bucket.file('none').getMetadata(), { code: 404 });
    assert.deepEqual(await bucket.exists(), [true]);
  }));

test('the test server refuses another generation and an unmet condition', () =>
  withGcsServer(async server => {
    server.grant(undefined, { list: true, get: true });
    server.put('one', '1');
    const url = `${server.endpoint}/storage/v1/b/${server.bucket}/o/one?alt=media`;
    const statusOf = async (query: string) => (await fetch(url + query)).status;
    assert.equal(await statusOf('&ifGenerationMatch=1'), 412);
    assert.equal(await statusOf('&generation=1'), 404);
    assert.equal(await statusOf(''), 200);
  }));
