import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';

import { locationBelow, locationOf, splitLocation } from '../../../shared/storage/location';

test('one spelling for a place, whatever the user typed', () => {
  assert.equal(locationOf('https://acme.s3.eu-west-1.amazonaws.com/a/'), 's3://acme/a');
  assert.equal(locationOf('file:///data/acme'), '/data/acme');
  assert.equal(locationOf('acme'), path.resolve('acme'));
});

test('paths below a place on disk or in a bucket', () => {
  assert.equal(locationBelow('/data/acme', 'datasync/1'), '/data/acme/datasync/1');
  assert.equal(locationBelow('gs://acme/x/', 'datasync/1'), 'gs://acme/x/datasync/1');
  assert.equal(locationBelow('gs://acme', ''), 'gs://acme');
});

test('a file and its folder, which may be the bucket itself', () => {
  assert.deepEqual(splitLocation('/data/a.avro'), { folder: '/data', name: 'a.avro' });
  assert.deepEqual(splitLocation('s3://acme/x/a.avro'), { folder: 's3://acme/x', name: 'a.avro' });
  assert.deepEqual(splitLocation('az://acme/c/a.avro'), { folder: 'az://acme/c', name: 'a.avro' });
  assert.deepEqual(splitLocation('s3://acme'), { folder: 's3://acme', name: '' });
});
