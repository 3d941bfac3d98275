// What the SDK would look for by itself, it is told.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { test } from 'node:test';

import { withS3Answers } from '../../../support/s3Answers';
import { keysOf, s3ClientOf } from '../../../support/s3Clients';
import { withTemporaryFolder } from '../../../support/temporaryFolder';

const credentials = keysOf({ accessKeyId: 'AKIDEXAMPLE0123456789', secretAccessKey: 'secret' });
const elsewhere = 'http://elsewhere.invalid';

/** Sets what Amazon's programs read, and puts it back. */
function withMisleadingSettings(body: () => Promise<void>): Promise<void> {
  return withTemporaryFolder(async folder => {
    const file = path.join(folder, 'config');
    const lines = ['region = xx-xx-9', `endpoint_url = ${elsewhere}`, 'use_fips_endpoint = true'];
    await writeFile(file, ['[default]', ...lines, 'use_dualstack_endpoint = true', ''].join('\n'));
    const before = { ...process.env };
    Object.assign(process.env, {
      ...{ AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: file, AWS_REGION: 'xx-xx-9' },
      ...{ AWS_ENDPOINT_URL: elsewhere, AWS_ENDPOINT_URL_S3: elsewhere },
      ...{ AWS_USE_FIPS_ENDPOINT: 'true', AWS_USE_DUALSTACK_ENDPOINT: 'true' },
      ...{ AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_MAX_ATTEMPTS: '9' },
    });
    try {
      await body();
    } finally {
      process.env = before;
    }
  });
}

/** Runs `body` with a proxy that connects to nobody; resolves with whom it was asked for. */
async function targetsOf(body: (proxy: string) => Promise<void>): Promise<readonly string[]> {
  const targets: string[] = [];
  const server = createServer().listen(0, '127.0.0.1');
  server.on('connect', ({ url = '' }, socket) => {
    targets.push(url);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await once(server, 'listening');
  await body(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.close();
  return targets;
}

test('the service and the region are what the access says, whatever the environment says', () =>
  withMisleadingSettings(async () => {
    const targets = await targetsOf(async proxy => {
      for (const region of [{}, { region: 'eu-west-3' }]) {
        const client = s3ClientOf({
          bucket: 'acme',
          credentials,
          pathStyle: false,
          ...region,
          route: { proxy },
        });
        await assert.rejects(client.head('one'), { name: 'CloudFault', kind: 'connection' });
      }
    });
    assert.deepEqual(targets, [
      'acme.s3.us-east-1.amazonaws.com:443',
      'acme.s3.eu-west-3.amazonaws.com:443',
    ]);
  }));

test('a request is signed for the region of the access and sent once', () =>
  withMisleadingSettings(() =>
    withS3Answers(
      () => ({ status: 503 }),
      async ({ endpoint, questions }) => {
        const client = s3ClientOf({ bucket: 'acme', credentials, endpoint });
        await assert.rejects(client.head('one'), { name: 'CloudFault', kind: 'throttled' });
        assert.deepEqual(questions, [{ method: 'HEAD', url: '/acme/one', region: 'us-east-1' }]);
      },
    ),
  ));
