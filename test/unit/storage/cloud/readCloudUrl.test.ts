import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';

import { isCloudUrl, readCloudUrl } from '../../../../shared/storage/cloud/readCloudUrl';
import { hasCode } from '../../../support/hasCode';

const spellings: Readonly<Record<string, string>> = {
  's3://acme': 's3://acme',
  's3://acme/': 's3://acme',
  's3://acme/exports/datasync/': 's3://acme/exports/datasync',
  'S3://acme/Exports': 's3://acme/Exports',
  's3a://acme/exports': 's3://acme/exports',
  's3://acme/100%25/a?b#c': 's3://acme/100%25/a?b#c',
  'https://acme.s3.eu-west-1.amazonaws.com/exports': 's3://acme/exports',
  'https://acme.s3.amazonaws.com/a%20b': 's3://acme/a b',
  'https://dotted.acme.s3-us-west-2.amazonaws.com/x': 's3://dotted.acme/x',
  'https://s3.dualstack.eu-central-1.amazonaws.com/acme/x': 's3://acme/x',
  'https://s3.cn-north-1.amazonaws.com.cn/acme/x': 's3://acme/x',
  'https://s3.us-gov-west-1.amazonaws.com/acme/x': 's3://acme/x',
  'gs://acme/exports': 'gs://acme/exports',
  'https://storage.googleapis.com/acme/exports': 'gs://acme/exports',
  'https://acme.storage.googleapis.com/exports': 'gs://acme/exports',
  'https://storage.cloud.google.com/acme/exports': 'gs://acme/exports',
  'https://console.cloud.google.com/storage/browser/acme/exports;tab=objects': 'gs://acme/exports',
  'az://acme/container/x': 'az://acme/container/x',
  'azure://acme/container': 'az://acme/container',
  'abfss://container@acme.dfs.core.windows.net/x/y': 'az://acme/container/x/y',
  'wasbs://container@acme.blob.core.windows.net/x': 'az://acme/container/x',
  'https://acme.blob.core.windows.net/container/x': 'az://acme/container/x',
  'https://acme.dfs.core.windows.net/container': 'az://acme/container',
  'https://acme.blob.core.chinacloudapi.cn/container': 'az://acme/container',
};

for (const [typed, url] of Object.entries(spellings)) {
  test(`${typed} is ${url}`, () => assert.equal(readCloudUrl(typed)?.place.url, url));
}

test('a place is taken apart', () => {
  assert.deepEqual(readCloudUrl('https://acme.s3.eu-west-1.amazonaws.com/a/b/')?.place, {
    ...{ provider: 's3', url: 's3://acme/a/b', bucket: 'acme', account: '', prefix: 'a/b' },
    region: 'eu-west-1',
  });
  assert.deepEqual(readCloudUrl('https://acme.blob.core.chinacloudapi.cn/c/a')?.place, {
    ...{ provider: 'azure', url: 'az://acme/c/a', bucket: 'c', account: 'acme', prefix: 'a' },
    endpoint: 'https://acme.blob.core.chinacloudapi.cn',
  });
});

test('the signature of a pasted URL is told apart from the place', () => {
  const found = readCloudUrl('https://acme.blob.core.windows.net/c/a?sv=2024-01-01&sig=Geheim%3D');
  assert.equal(found?.sas, 'sv=2024-01-01&sig=Geheim%3D');
  assert.ok(!inspect(found.place).includes('Geheim'));
});

test('a signature is a secret in each spelling of Azure, and a question mark alone is a part of a name', () => {
  for (const typed of [
    'az://acme/c/a?sv=2024-01-01&sig=Geheim%3D',
    'azure://acme/c/a?sv=2024-01-01&sig=Geheim%3D',
    'abfss://c@acme.dfs.core.windows.net/a?sv=2024-01-01&sig=Geheim%3D',
  ]) {
    const found = readCloudUrl(typed);
    assert.equal(found?.place.url, 'az://acme/c/a', typed);
    assert.equal(found.sas, 'sv=2024-01-01&sig=Geheim%3D');
    assert.ok(!inspect(found.place).includes('Geheim'));
  }
  assert.equal(readCloudUrl('az://acme/c/why?/b')?.place.url, 'az://acme/c/why?/b');
});

test('what is signed for Amazon or Google is opened without its signature', () => {
  for (const typed of [
    's3://acme/a?X-Amz-Credential=AKIA&X-Amz-Signature=Geheim',
    'gs://acme/a?X-Goog-Credential=x&X-Goog-Signature=Geheim',
  ]) {
    assert.ok(!inspect(readCloudUrl(typed)).includes('Geheim'), typed);
  }
});

test('an account names a host of Azure and never another one', () => {
  for (const account of [
    'evil.example#',
    'evil.example?',
    'evil.example:443',
    'ann@evil.example',
  ]) {
    assert.throws(
      () => readCloudUrl(`az://${account}/container/path`),
      hasCode('storage.unsupported-url', /account/),
      account,
    );
  }
});

test('a place that would lead out of what it names is refused', () => {
  for (const url of ['s3://acme/exports/../other', 'gs://acme/./x', 'az://acme/c/../other']) {
    assert.throws(() => readCloudUrl(url), hasCode('storage.unsupported-url', /'\.{1,2}'/), url);
  }
});

test('what names nothing in a cloud is left to others', () => {
  for (const url of [
    '',
    '/data/acme',
    './acme',
    'C:\\acme',
    'file:///data',
    'https://example.com/a',
  ]) {
    assert.equal(readCloudUrl(url), undefined);
    assert.equal(isCloudUrl(url), false);
  }
});

test('a URL that holds a key is refused, and the key is not told', () => {
  for (const url of [
    's3://AKIAIOSFODNN7EXAMPLE:Geheim@acme/exports',
    's3://AKIAIOSFODNN7EXAMPLE:Ge/Geheim@acme/exports',
    'gs://me:Geheim@acme/exports',
  ]) {
    assert.throws(
      () => readCloudUrl(url),
      (error: Error) => {
        assert.ok(!inspect(error).includes('Geheim'));
        return hasCode('storage.unsupported-url', /holds a key/)(error);
      },
      url,
    );
  }
  // A tenant of Ceph's.
  assert.equal(readCloudUrl('s3://tenant:acme/a@b')?.place.bucket, 'tenant:acme');
});

test('a URL without a bucket says what to write, and no secret', () => {
  for (const url of [
    's3://',
    's3:///x',
    'gs://',
    'az://acme',
    'abfss://acme.dfs.core.windows.net/x',
  ]) {
    assert.ok(isCloudUrl(url));
  }
  assert.throws(() => readCloudUrl('s3://'), hasCode('storage.unsupported-url', /s3:\/\/bucket/));
  assert.throws(
    () => readCloudUrl('https://acme.blob.core.windows.net/?sig=Geheim'),
    (error: Error) => {
      assert.ok(!inspect(error).includes('Geheim'));
      return hasCode('storage.unsupported-url', /az:\/\/account\/container/)(error);
    },
  );
});
