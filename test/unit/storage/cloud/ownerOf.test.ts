import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ownerOf } from '../../../../shared/storage/cloud/ownerOf';
import { readCloudUrl } from '../../../../shared/storage/cloud/readCloudUrl';

/** Destinations as settings have them; the first names no bucket, and the second is no URL of one. */
const known = ['s3://', '/data/acme', 's3://acme', 's3://acme/a', 'gs://acme/a'].map(url => ({
  url,
}));

for (const [url, owner] of [
  ['s3://acme/a/datasync', 's3://acme/a'],
  ['s3://acme/a', 's3://acme/a'],
  ['s3://acme/a-2', 's3://acme'],
  ['gs://acme/a/b', 'gs://acme/a'],
  ['gs://acme', undefined],
  ['az://acme/a', undefined],
] as const) {
  test(`${url} lies in ${owner ?? 'none of them'}`, () => {
    const place = readCloudUrl(url)?.place;
    assert.ok(place);
    assert.equal(ownerOf(place, known)?.url, owner);
  });
}
