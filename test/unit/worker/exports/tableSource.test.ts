import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asSource } from '../../../../shared/worker/exports/tableSource';

const failure = { code: 'storage.denied', message: 'permission denied' } as const;

/** What a manifest is called that cannot be read. */
function nameOf(application: string | null, folder: string): string | undefined {
  const manifest = {
    path: `${folder}/exportmanifest.json`,
    folder,
    subscription: '1',
    application,
  };
  const source = { place: { destination: '/acme', manifest }, destinationName: 'Acme' };
  return asSource({ source, key: '', failure })?.name;
}

test('what cannot be read has no name, and is said to be in its destination', () => {
  assert.equal(nameOf('-323232', 'datasync/1/-323232'), 'Acme · -323232');
  assert.equal(nameOf('account', 'datasync/1/account'), 'Acme');
  assert.equal(nameOf(null, 'copy'), 'Acme · copy');
  assert.equal(nameOf(null, ''), 'Acme');
});
