// Azure Blob Storage: the store over the SDK's requests, against Microsoft's emulator.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { inspect } from 'node:util';

import { ContainerClient, StorageSharedKeyCredential } from '@azure/storage-blob';

import { createAzureClient } from '../../shared/storage/azure/azureClient';
import type { CloudCredentials, NetworkRoute } from '../../shared/storage/cloud/cloudAccess';
import { createCloudStore } from '../../shared/storage/cloud/cloudStore';
import { withAnsweringServer } from '../support/answeringServer';
import {
  azuriteAccount,
  azuriteKey,
  sasOf,
  startAzurite,
  type Azurite,
} from '../support/azuriteServer';
import { assertEndsOnWire, assertPassing } from '../support/cloudTroubles';
import { withFaultProxy } from '../support/faultProxy';
import { hasCode } from '../support/hasCode';
import { certificateFile, keyFile, ownCertificate } from '../support/networkPath';
import { testStoreContract } from '../support/storeContract';
import { testWithTools } from '../support/tools';

let running: Promise<Azurite> | undefined;

/** One for all tests of this file, each of which has a container of its own. */
function azurite(): Promise<Azurite> {
  return (running ??= startAzurite());
}

after(async () => (await running)?.stop());

function testAzure(title: string, body: (container: ContainerClient) => Promise<void>): void {
  testWithTools(['azurite'], title, async () => body(await (await azurite()).createContainer()));
}

interface ClientOptions {
  readonly credentials?: CloudCredentials;
  readonly endpoint?: string;
  readonly account?: string;
  readonly route?: NetworkRoute;
}

const accountKey = { kind: 'azureKey', accountKey: azuriteKey } as const;

async function clientOf(
  { containerName: bucket }: Pick<ContainerClient, 'containerName'>,
  { credentials = accountKey, endpoint, account = azuriteAccount, route }: ClientOptions = {},
) {
  const url = `az://${account}/${bucket}/acme`;
  return createAzureClient(
    { provider: 'azure', url, bucket, account, prefix: 'acme' },
    {
      credentials,
      source: 'the test',
      endpoint: endpoint ?? (await azurite()).endpoint,
      ...(route ? { route } : {}),
    },
  );
}

async function storeOf(container: ContainerClient, options?: ClientOptions) {
  const tuning = { sleep: async () => undefined };
  return createCloudStore(await clientOf(container, options), { prefix: 'acme', tuning });
}

function put(container: ContainerClient, key: string, content: string | Uint8Array) {
  const bytes = Buffer.from(content);
  return container.getBlockBlobClient(key).upload(bytes, bytes.length);
}

testStoreContract(
  'azureStore',
  async use => {
    const container = await (await azurite()).createContainer();
    await use({
      store: await storeOf(container),
      put: async (path, content) => void (await put(container, `acme/${path}`, content)),
      remove: async path => void (await container.deleteBlob(`acme/${path}`)),
    });
  },
  (title, body) => testWithTools(['azurite'], title, body),
);

testAzure('a folder of more than 1,000 keys is listed page by page', async container => {
  const names = Array.from({ length: 1200 }, (_, i) => `${i}.avro`);
  const folders = Array.from({ length: 30 }, (_, i) => `folder ${i}`);
  const keys = [...names, ...folders.map(name => `${name}/x`)].map(name => `acme/f/${name}`);
  while (keys.length > 0)
    await Promise.all(keys.splice(0, 40).map(key => put(container, key, 'x')));
  const client = await clientOf(container);
  assert.ok((await client.listPage('acme/f/', undefined)).next);
  const listing = await (await storeOf(container)).list('f');
  assert.deepEqual(
    listing.objects.map(({ path }) => path),
    names.map(name => `f/${name}`).sort(),
  );
  assert.deepEqual(listing.folders, folders.sort());
});

testAzure('a blob tells the MD5 that was kept with it', async container => {
  await put(container, 'acme/one', 'one');
  const object = await (await storeOf(container)).open('one');
  assert.equal(object.md5, 'f97c5d29941bfb1b2fdab0874906ab82');
});

testAzure('containers that Azure itself names are read as others are', async () => {
  for (const name of ['$root', '$web']) {
    const { endpoint } = await azurite();
    const key = new StorageSharedKeyCredential(azuriteAccount, azuriteKey);
    const container = new ContainerClient(`${endpoint}/${name}`, key);
    await container.createIfNotExists();
    await put(container, 'acme/a b/one', '1');
    const store = await storeOf(container);
    assert.deepEqual((await store.list('')).folders, ['a b']);
    assert.equal((await store.open('a b/one')).size, 1);
  }
});

testAzure('what stands for a folder is none of its blobs', async container => {
  await put(container, 'acme/f/', '');
  await put(container, 'acme/f/one', '1');
  await container
    .getBlockBlobClient('acme/g')
    .upload('', 0, { metadata: { hdi_isfolder: 'true' } });
  const store = await storeOf(container);
  const { folders, objects } = await store.list('f');
  assert.deepEqual([folders, objects.map(({ path }) => path)], [[], ['f/one']]);
  assert.equal(await store.stat('g'), undefined);
});

testAzure('another state of a blob is not read, nor bytes behind its end', async container => {
  await put(container, 'acme/one', '0123456789');
  const client = await clientOf(container);
  const { version = '' } = (await client.head('acme/one')) ?? {};
  const range = { key: 'acme/one', start: 2, end: 5 };
  const chunks: Uint8Array[] = [];
  for await (const chunk of await client.read({ ...range, version })) chunks.push(chunk);
  assert.equal(Buffer.concat(chunks).toString(), '234');
  await assert.rejects(client.read({ ...range, version: '0x0' }), hasCode('storage.changed'));
  await assert.rejects(
    client.read({ ...range, version, start: 50, end: 52 }),
    hasCode('storage.changed'),
  );
  await assert.rejects(
    client.read({ ...range, version, key: 'acme/none' }),
    hasCode('storage.not-found'),
  );
});

testAzure('a SAS that may read and not list reads what is named', async container => {
  await put(container, 'acme/one', '1');
  const credentials = { kind: 'azureSas', sas: sasOf(container, { permissions: 'r' }) } as const;
  const store = await storeOf(container, { credentials });
  assert.equal((await store.stat('one'))?.size, 1);
  assert.equal(await store.stat('two'), undefined);
  await assert.rejects(
    store.list(''),
    hasCode('storage.denied', /list az:\/\/acmeexports\/container-\d+\/acme.*list there/s),
  );
});

testAzure('a wrong key, an unknown account and a foreign SAS are told apart', async container => {
  const foreign = Buffer.from('another key'.padEnd(64)).toString('base64');
  const wrongKey = await storeOf(container, {
    credentials: { kind: 'azureKey', accountKey: foreign },
  });
  await assert.rejects(wrongKey.list(''), hasCode('storage.bad-credentials', /key \(the test\)/));

  const { port } = await azurite();
  const endpoint = `http://127.0.0.1:${port}/nobody`;
  const unknown = await storeOf(container, { endpoint, account: 'nobody' });
  await assert.rejects(unknown.list(''), hasCode('storage.not-found', /az:\/\/nobody/));

  const sas = sasOf(container, { permissions: 'rl', key: foreign });
  const foreignSas = await storeOf(container, { credentials: { kind: 'azureSas', sas } });
  await assert.rejects(foreignSas.list(''), (error: Error) => {
    const signature = new URLSearchParams(sas).get('sig') ?? '';
    assert.ok(!inspect(error, { depth: 20, showHidden: true }).includes(signature));
    return hasCode('storage.bad-credentials', /whole SAS/)(error);
  });
});

testAzure('a SAS that has expired is told, unless another one can be had', async container => {
  await put(container, 'acme/one', '1');
  const expired = { permissions: 'rl', expiresIn: -60_000 };
  const credentials = { kind: 'azureSas', sas: sasOf(container, expired) } as const;
  const old = await storeOf(container, { credentials });
  await assert.rejects(old.stat('one'), hasCode('storage.bad-credentials', /expired/));
  const renewed = createCloudStore(await clientOf(container, { credentials }), {
    prefix: 'acme',
    renew: () => clientOf(container),
  });
  assert.equal((await renewed.stat('one'))?.size, 1);
});

testAzure('nobody reads a container that is open to everyone, and no other', async container => {
  await put(container, 'acme/one', '1');
  const nobody = { credentials: { kind: 'anonymous' } } as const;
  const store = await storeOf(container, nobody);
  await assert.rejects(store.stat('one'), hasCode('storage.denied', /not open to everyone/));
  await container.setAccessPolicy('container');
  assert.equal((await store.list('')).objects.length, 1);
});

testWithTools(['azurite'], 'a token opens it over https only, until it has expired', async () => {
  const certificate = ['--cert', certificateFile, '--key', keyFile];
  const secure = await startAzurite(['--oauth', 'basic', ...certificate], 'https');
  try {
    const { endpoint } = secure;
    const place = { containerName: 'any' };
    const route = { certificates: [ownCertificate] };
    const read = async (lifetime: number, options: ClientOptions = {}) => {
      const credentials = { kind: 'bearer', token: tokenFor(lifetime) } as const;
      const client = await clientOf(place, { credentials, endpoint, route, ...options });
      return client.head('one');
    };
    // Who is let in is told that the container is missing.
    assert.equal(await read(3600), undefined);
    await assert.rejects(read(-60), { name: 'CloudFault', kind: 'expired' });
    await assert.rejects(read(3600, { route: {} }), hasCode('storage.unreachable', /not trusted/));
    const plain = { endpoint: endpoint.replace('https:', 'http:') };
    await assert.rejects(read(3600, plain), hasCode('storage.bad-credentials', /https only/));
  } finally {
    await secure.stop();
  }
});

/** A token as Microsoft issues them, valid for so many seconds; the emulator checks all but its signature. */
function tokenFor(lifetime: number): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    aud: 'https://storage.azure.com',
    iss: 'https://sts.windows.net/ab1f708d-50f6-404c-a006-d71b2ac7a606/',
    ...{ iat: now - 600, nbf: now - 600, exp: now + lifetime },
  };
  return [encode({ alg: 'RS256', typ: 'JWT' }), encode(claims), 'c2ln'].join('.');
}

testAzure('a container that is not there is storage.not-found', async () => {
  const client = await clientOf({ containerName: 'no-such-container' });
  const store = createCloudStore(client);
  await assert.rejects(store.list(''), hasCode('storage.not-found', /ContainerNotFound/));
});

testAzure('trouble of the service is sent on as one that may pass, once', async container => {
  await put(container, 'acme/one', '1');
  const { port } = await azurite();
  await withFaultProxy(port, async proxy => {
    const endpoint = `http://127.0.0.1:${proxy.port}/${azuriteAccount}`;
    const client = await clientOf(container, { endpoint });
    await assertPassing({ client, proxy, key: 'acme/one' }, [
      ['503 Server Busy', 'server'],
      ['429 Too Many Requests', 'throttled'],
      ['500 Internal Server Error', 'server'],
    ]);
  });
});

testAzure('an aborted signal ends the request on the wire', async container => {
  await put(container, 'acme/one', new Uint8Array(4 << 20));
  const { port } = await azurite();
  await withFaultProxy(port, async proxy => {
    const endpoint = `http://127.0.0.1:${proxy.port}/${azuriteAccount}`;
    const client = await clientOf(container, { endpoint });
    await assertEndsOnWire({ client, proxy, key: 'acme/one' });
  });
});

testAzure('the address of an account that does not exist is asked for in vain', async container => {
  const endpoint = 'http://no-such-account.invalid';
  const client = await clientOf(container, { endpoint });
  await assert.rejects(client.head('acme/one'), (error: Error) => {
    assert.match(error.message, /no-such-account/);
    return error.name === 'CloudFault';
  });
});

test('a clock that is off is told, with its minutes', async () => {
  const date = new Date(Date.now() - 20 * 60_000).toUTCString();
  const headers = { date, 'x-ms-error-code': 'AuthenticationFailed' };
  await withAnsweringServer(
    (_, response) => response.writeHead(403, headers).end(),
    async endpoint => {
      const client = await clientOf({ containerName: 'exports' }, { endpoint });
      const advice = /The clock of this machine is 20 minutes fast: set it/;
      await assert.rejects(client.head('one'), hasCode('storage.bad-credentials', advice));
    },
  );
});
