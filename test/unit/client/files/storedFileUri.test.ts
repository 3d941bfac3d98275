import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  cloudUriParts,
  cloudUrlOf,
  excerptQuery,
  readExcerptQuery,
} from '../../../../client/files/storedFileUri';

test('a URL in a bucket comes back from the parts of its URI', () => {
  for (const url of ['s3://acme/exports/a b#1.avro', 'gs://acme', 'az://acme/container/x?y.json']) {
    assert.equal(cloudUrlOf(cloudUriParts(url)), url);
  }
  assert.deepEqual(cloudUriParts('s3://acme/x.avro'), { authority: 's3', path: '/acme/x.avro' });
});

test('a path of this machine is none in a bucket', () => {
  assert.equal(cloudUrlOf({ authority: '', path: '/data/acme' }), undefined);
});

test('the exports that are meant come back from the query', () => {
  for (const choice of [{ index: 3 }, { counter: 412 }]) {
    const excerpt = { name: 'exportmanifest.json', choice };
    assert.deepEqual(readExcerptQuery(excerptQuery(excerpt)), excerpt);
  }
});

test('a query from elsewhere names no part', () => {
  const odd = JSON.stringify({ name: 'exportmanifest.json', choice: { counter: '412' } });
  for (const query of ['', 'hello', '{}', '[]', '{"name": 1}', odd]) {
    assert.equal(readExcerptQuery(query), undefined, query);
  }
});
