import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkedEndpoint } from '../../../../shared/storage/access/checkedEndpoint';
import type { CloudPlace } from '../../../../shared/storage/cloud/cloudPlace';
import { assertWithout } from '../../../support/s3Clients';

const place: CloudPlace = {
  provider: 'azure',
  url: 'az://acme/exports',
  account: 'acme',
  bucket: 'exports',
  prefix: '',
};

test('the URL of a service is taken as it is, or none', () => {
  for (const endpoint of [undefined, 'http://127.0.0.1:9000', 'https://minio.example/s3/']) {
    assert.equal(checkedEndpoint(endpoint, place), endpoint);
  }
});

test('an endpoint that holds a secret is refused, and the secret is not told', () => {
  for (const endpoint of [
    'https://user:geheim@minio.example',
    'https://geheim@minio.example',
    'https://acme.blob.core.windows.net/?sv=2024-11-04&sig=geheim',
    'https://minio.example/#geheim',
  ]) {
    assert.throws(
      () => checkedEndpoint(endpoint, place),
      (error: Error & { code?: string }) => {
        assertWithout(error, ['geheim']);
        return error.code === 'storage.unsupported-url';
      },
      endpoint,
    );
  }
});

test('what is no URL of a service is refused', () => {
  for (const endpoint of [
    '',
    'minio:9000',
    'ftp://minio.example',
    'https:///path',
    'https://a b',
  ]) {
    assert.throws(() => checkedEndpoint(endpoint, place), /is no URL of a service/, endpoint);
  }
});
