// The clouds' SDKs in the product: bundles of their own, which must run as well as the sources do.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';

import type { AccessRequest } from '../../shared/storage/access/accessPorts';
import type { CloudAccess } from '../../shared/storage/cloud/cloudAccess';
import type { CloudClient } from '../../shared/storage/cloud/cloudClient';
import type { CloudPlace } from '../../shared/storage/cloud/cloudPlace';
import { portsOf, refusalOf, s3Place, triedOf, withHome } from '../support/askingAccess';

type FindAccess = (request: AccessRequest, signal: AbortSignal) => Promise<CloudAccess>;
type CreateClient = (place: CloudPlace, access: CloudAccess) => CloudClient;

for (const [bundle, name] of [
  ['gcs', 'createGcsClient'],
  ['azure', 'createAzureClient'],
  ['s3', 'createS3Client'],
] as const) {
  test(`dist/${bundle}.js sends requests, and has nothing else to say`, async () => {
    const warnings: Error[] = [];
    process.on('warning', warning => warnings.push(warning));
    const file = path.join(__dirname, '../../../dist', `${bundle}.js`);
    const exported = createRequire(__filename)(file) as Readonly<
      Record<string, CreateClient | undefined>
    >;
    const place = { url: 'x://bucket', bucket: 'bucket', account: 'account', prefix: '' } as const;
    const access = {
      credentials: { kind: 'anonymous' },
      source: 'nobody',
      // Nobody listens there.
      endpoint: 'http://127.0.0.1:9',
    } as const;
    const client = exported[name]?.({ ...place, provider: 'gcs' }, access);
    await assert.rejects(async () => client?.head('one'), {
      name: 'CloudFault',
      kind: 'connection',
    });
    assert.deepEqual(warnings, []);
  });
}

for (const [bundle, name, provider] of [
  ['awsAccess', 'findAwsAccess', 's3'],
  ['googleAccess', 'findGoogleAccess', 'gcs'],
  ['azureAccess', 'findAzureAccess', 'azure'],
] as const) {
  test(`dist/${bundle}.js asks every provider`, () =>
    withHome(
      home => ({ PATH: `${home}:/bin` }),
      async () => {
        const file = path.join(__dirname, '../../../dist', `${bundle}.js`);
        const exported = createRequire(__filename)(file) as Readonly<
          Record<string, FindAccess | undefined>
        >;
        const place = { ...s3Place, provider };
        const request = { place, choice: {}, ports: portsOf({ choice: {} }) };
        const none = exported[name]?.(request, new AbortController().signal);
        const { data } = await refusalOf(none ?? Promise.resolve());
        assert.ok(Object.keys(triedOf(data)).length >= 4, JSON.stringify(data));
      },
    ));
}
