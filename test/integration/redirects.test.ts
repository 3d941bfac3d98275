// A service that sends elsewhere is not followed: nobody but whom the user named is asked, with or without a signature.
import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { test } from 'node:test';

import { createAzureClient } from '../../shared/storage/azure/azureClient';
import type { CloudClient } from '../../shared/storage/cloud/cloudClient';
import type { CloudPlace } from '../../shared/storage/cloud/cloudPlace';
import { createGcsClient } from '../../shared/storage/gcs/gcsClient';
import { createS3Client } from '../../shared/storage/s3/s3Client';
import { withAnsweringServer } from '../support/answeringServer';
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
      await withAnsweringServer(elsewhere, async other => {
        for (const status of [301, 302, 303, 307, 308]) {
          const send = (asked: IncomingMessage, response: ServerResponse) => {
            response.writeHead(status, { location: `${other}${asked.url}` }).end();
          };
          await withAnsweringServer(send, endpoint => assert.rejects(request(create(endpoint))));
        }
      });
      assert.deepEqual(strayed, []);
    });
  }
}
