// What a command opens its places with: the options hold for all, a signature for the place that it was typed with.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseArguments } from '../../../cli/arguments';
import { cloudOptions, cloudsOf } from '../../../cli/clouds';
import type { ChooseAccess, Verb } from '../../../cli/verb';
import { readCloudUrl } from '../../../shared/storage/cloud/readCloudUrl';
import { memoryContext } from '../../support/memoryContext';

const verb: Verb = {
  ...{ name: 'look', summary: '', usage: '', positionals: { min: 0, max: 9 } },
  options: [
    { name: 'destination', value: 'URL', multiple: true, description: '' },
    ...cloudOptions,
  ],
  run: async () => 0,
};

/** How a place is opened by a command of these words. */
function chooserOf(...words: readonly string[]) {
  let chosen: ChooseAccess | undefined;
  const openClouds = (choose: ChooseAccess) => {
    chosen = choose;
    return () => Promise.reject(new Error('nothing is opened'));
  };
  cloudsOf(parseArguments(verb, words), memoryContext({ openClouds }));
  return (url: string) => {
    const place = readCloudUrl(url)?.place;
    assert.ok(chosen && place);
    return chosen(place);
  };
}

test('each signature opens its own place, and no other', () => {
  const choose = chooserOf(
    'az://one/exports/acme?sv=1&sig=first',
    '--destination',
    'https://two.blob.core.windows.net/exports/acme?sv=1&sig=second',
    's3://bucket/acme',
    'az://three/exports',
  );
  const signed = (text: string) => ({ choice: { method: 'sas' }, secret: { kind: 'sas', text } });
  assert.deepEqual(choose('az://one/exports/acme'), signed('sv=1&sig=first'));
  assert.deepEqual(choose('az://one/exports/acme/datasync/1'), signed('sv=1&sig=first'));
  assert.deepEqual(choose('az://two/exports/acme'), signed('sv=1&sig=second'));
  for (const url of ['s3://bucket/acme', 'az://three/exports', 'az://one/exports/acme-2']) {
    assert.deepEqual(choose(url), { choice: {} }, url);
  }
});

test('of two signatures for one place and a part of it the narrower one counts', () => {
  const choose = chooserOf('az://one/exports?sig=wide', 'az://one/exports/a?sig=narrow');
  assert.equal(choose('az://one/exports/a/b').secret?.kind, 'sas');
  assert.deepEqual(choose('az://one/exports/a/b').secret, { kind: 'sas', text: 'sig=narrow' });
  assert.deepEqual(choose('az://one/exports/b').secret, { kind: 'sas', text: 'sig=wide' });
});

test('the signature of a file opens its folder, in which it is read', () => {
  const choose = chooserOf('az://one/exports/acme/exportmanifest.json?sig=file');
  assert.deepEqual(choose('az://one/exports/acme').secret, { kind: 'sas', text: 'sig=file' });
  assert.equal(choose('az://one/exports').secret, undefined);
});

test('options hold for all places', () => {
  const choose = chooserOf('s3://bucket/a', '--profile', 'acme', '--region', 'eu-west-1');
  const choice = { method: 'profile', profile: 'acme', region: 'eu-west-1' };
  assert.deepEqual(choose('s3://bucket/a'), { choice });
});
