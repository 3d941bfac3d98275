import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  readDestinationSettings,
  withDestination,
  withName,
} from '../../../../client/destinations/destinationSettings';
import { nameOfDestination } from '../../../../shared/storage/nameOfDestination';

test('the setting is read as far as it can be understood, each destination once', () => {
  const value = [
    { url: '/data/acme', name: 'Acme' },
    '/data/other',
    { url: ' /data/acme ', name: 'again' },
    { url: '' },
    { name: 'without a place' },
    { url: '/data/blank', name: '  ' },
    7,
    null,
  ];
  assert.deepEqual(readDestinationSettings(value), [
    { url: '/data/acme', name: 'Acme' },
    { url: '/data/other' },
    { url: '/data/blank' },
  ]);
  assert.deepEqual(readDestinationSettings('/data/acme'), []);
});

test('a signature in a URL stays where the user wrote it: neither rows nor settings are made of it', () => {
  const signed = 'https://acme.blob.core.windows.net/exports/2024?sv=2024-11-04&sig=ge/heim';
  assert.deepEqual(
    readDestinationSettings([
      signed,
      { url: 'az://acme/exports/2024?sv=2024-11-04&sig=ge/heim', name: 'again' },
      { url: 'https://acme.blob.core.windows.net/?sig=ge/heim', name: 'no container' },
      { url: 'https://user:geheim@minio.example/acme' },
      { url: 's3://AKIAIOSFODNN7EXAMPLE:ge/heim@acme/x' },
      { url: 'gs://acme/what?' },
      { url: '/data/what?#1' },
    ]),
    [
      { url: 'az://acme/exports/2024' },
      { url: 'https://acme.blob.core.windows.net/', name: 'no container' },
      { url: 'https://minio.example/acme' },
      { url: 's3://acme/x' },
      { url: 'gs://acme/what?' },
      { url: '/data/what?#1' },
    ],
  );
});

test('a destination is added once and renamed in its place', () => {
  const settings = withDestination([{ url: '/a' }, { url: '/b' }], { url: '/a', name: 'new' });
  assert.deepEqual(settings, [{ url: '/a' }, { url: '/b' }]);
  assert.deepEqual(withName(settings, '/a', 'Acme'), [{ url: '/a', name: 'Acme' }, { url: '/b' }]);
});

test('a folder gives its name, datasync that of the folder above', () => {
  assert.equal(nameOfDestination('/data/acme/datasync'), 'acme');
  assert.equal(nameOfDestination('C:\\exports\\acme'), 'acme');
  assert.equal(nameOfDestination('/'), '/');
});
