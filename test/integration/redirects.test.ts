// A service that sends elsewhere is not followed: nobody but whom the user named is asked, with or without a signature.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';

import { createAzureClient } from '../../shared/storage/azure/azureClient';
import type { CloudClient } from '../../shared/storage/cloud/cloudClient';
import type { CloudPlace } from '../../shared/storage/cloud/cloudPlace';
import { createGcsClient } from '../../shared/storage/gcs/gcsClient';
import { createS3Client } from '../../shared/storage/s3/s3Client';
import { azuriteKey } from '../support/azuriteServer';

const place: CloudPlace = {
  provider: 's3',
  ...{ url: 's3://acme', bucket: 'acme', account: 'acme', prefix: '' },
};
const known = { source: 'the test', pathStyle: true };
const keys = { accessKeyId: 'AKIA', secretAccessKey: 'secret' };

const clients: Readonly<Record<string, (endpoint: string) => CloudClient>> = {
  S3: endpoint =>
    createS3Client(place, { ...known, endpoint, credentials: { kind: 'awsKeys', ...keys } }),
  GCS: endpoint => {
    const credentials = { kind: 'bearer', token: 'token' } as const;
    return createGcsClient({ ...place, provider: 'gcs' }, { ...known, endpoint, credentials });
  },
  'Azure by a key': endpoint => {
    const credentials = { kind: 'azureKey', accountKey: azuriteKey } as const;
    return createAzureClient({ ...place, provider: 'azure' }, { ...known, endpoint, credentials });
  },
  'Azure by a SAS': endpoint => {
    const credentials = { kind: 'azureSas', sas: 'sv=2024-11-04&sig=secret' } as const;
    return createAzureClient({ ...place, provider: 'azure' }, { ...known, endpoint, credentials });
  },
};

async function withServer(
  answer: (asked: IncomingMessage, response: ServerResponse) => void,
  body: (endpoint: string) => Promise<void>,
): Promise<void> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await body(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const requests: Readonly<Record<string, (client: CloudClient) => Promise<unknown>>> = {
  'a listing': client => client.listPage('', undefined),
  'a look at an object': client => client.head('one'),
  'a read': client => client.read({ key: 'one', version: '7', start: 0, end: 4 }),
};

for (const [name, create] of Object.entries(clients)) {
  for (const [what, request] of Object.entries(requests)) {
    test(`${name}: ${what} that is sent elsewhere fails`, async () => {
      const strayed: string[] = [];
      const elsewhere = (asked: IncomingMessage, response: ServerResponse) => {
        strayed.push(`${asked.url} ${asked.headers.authorization}`);
        response.end();
      };
      await withServer(elsewhere, async other => {
        for (const status of [301, 302, 303, 307, 308]) {
          const send = (asked: IncomingMessage, response: ServerResponse) => {
            response.writeHead(status, { location: `${other}${asked.url}` }).end();
          };
          await withServer(send, endpoint => assert.rejects(request(create(endpoint))));
        }
      });
      assert.deepEqual(strayed, []);
    });
  }
}
