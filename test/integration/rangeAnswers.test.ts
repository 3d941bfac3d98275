// Services, and what lies before them, that do not heed a range or a condition: their bytes are not taken for others.
import assert from 'node:assert/strict';
import type { OutgoingHttpHeaders } from 'node:http';
import { test } from 'node:test';

import { createAzureClient } from '../../shared/storage/azure/azureClient';
import type { CloudClient } from '../../shared/storage/cloud/cloudClient';
import type { CloudPlace } from '../../shared/storage/cloud/cloudPlace';
import { createGcsClient } from '../../shared/storage/gcs/gcsClient';
import { createS3Client } from '../../shared/storage/s3/s3Client';
import { withAnsweringServer } from '../support/answeringServer';
import { hasCode } from '../support/hasCode';

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

/** Runs `body` with the endpoint of a server that answers so, whatever it is asked. */
function withAnswer(
  { status, headers, body: text }: Answer,
  body: (endpoint: string) => Promise<void>,
): Promise<void> {
  return withAnsweringServer((asked, response) => {
    response.writeHead(status, { 'content-length': text.length, ...headers });
    response.end(asked.method === 'HEAD' ? undefined : text);
  }, body);
}

const place: CloudPlace = {
  provider: 's3',
  ...{ url: 's3://acme', bucket: 'acme', account: 'acme', prefix: '' },
};
const nobody = { credentials: { kind: 'anonymous' }, source: 'the test', pathStyle: true } as const;

interface Subject {
  readonly create: (endpoint: string) => CloudClient;
  /** That bytes are of a version. */
  readonly version: (name: string) => OutgoingHttpHeaders;
}

const etag = (name: string) => ({ etag: `"${name}"` });
const subjects: Readonly<Record<string, Subject>> = {
  S3: { create: endpoint => createS3Client(place, { ...nobody, endpoint }), version: etag },
  GCS: {
    create: endpoint => createGcsClient({ ...place, provider: 'gcs' }, { ...nobody, endpoint }),
    version: name => ({ 'x-goog-generation': name }),
  },
  Azure: {
    create: endpoint => createAzureClient({ ...place, provider: 'azure' }, { ...nobody, endpoint }),
    version: etag,
  },
};

const range = { key: 'one', version: '7', start: 4, end: 8 };
const wrong: Readonly<Record<string, (version: Subject['version']) => Answer>> = {
  'the whole object': version => ({ status: 200, headers: version('7'), body: '0123456789' }),
  'the beginning of it': version => ({ status: 200, headers: version('7'), body: '0123' }),
  'another range': version => ({
    status: 206,
    headers: { ...version('7'), 'content-range': 'bytes 0-3/10' },
    body: '0123',
  }),
  'another state': version => ({
    status: 206,
    headers: { ...version('8'), 'content-range': 'bytes 4-7/10' },
    body: '4567',
  }),
};

for (const [name, { create, version }] of Object.entries(subjects)) {
  for (const [what, answer] of Object.entries(wrong)) {
    test(`${name}: ${what} is not what was asked for`, () =>
      withAnswer(answer(version), endpoint =>
        assert.rejects(
          create(endpoint).read(range),
          hasCode('storage.read-failed', /another state of the object, or another part/),
        ),
      ));
  }

  test(`${name}: what was asked for is taken`, () =>
    withAnswer(
      {
        status: 206,
        headers: { ...version('7'), 'content-range': 'bytes 4-7/10' },
        body: '4567',
      },
      async endpoint => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of await create(endpoint).read(range)) chunks.push(chunk);
        assert.equal(Buffer.concat(chunks).toString(), '4567');
      },
    ));
}

for (const name of ['S3', 'GCS', 'Azure'] as const) {
  test(`${name}: a page of somebody in between is no object`, () =>
    withAnswer(
      { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' },
      endpoint =>
        assert.rejects(
          async () => subjects[name]?.create(endpoint).head('one'),
          hasCode('storage.read-failed', /Check the endpoint and the proxy/),
        ),
    ));
}
