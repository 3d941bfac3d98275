import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readStoredFileUri, storedFileUri } from '../../../../client/files/storedFileUri';

const place = { destination: '/data/acme', path: 'datasync/1/2/exportmanifest.json' };

test('a file and the exports that are meant come back from the URI', () => {
  for (const file of [
    place,
    { ...place, choice: { index: 3 } },
    { ...place, choice: { counter: 412 } },
  ]) {
    const uri = storedFileUri(file, '/data/acme/datasync/1/2/Export 412.exportmanifest.json');
    assert.deepEqual(readStoredFileUri(uri.query), file);
  }
});

test('a path of Windows becomes one of a URI', () => {
  assert.equal(storedFileUri(place, 'c:/data/x.json').path, '/c:/data/x.json');
});

test('a URI from elsewhere names no file', () => {
  for (const query of ['', 'hello', '{}', '[]', '{"destination": 1, "path": ""}']) {
    assert.equal(readStoredFileUri(query), undefined, query);
  }
  const odd = JSON.stringify({ ...place, choice: { counter: '412' } });
  assert.equal(readStoredFileUri(odd), undefined);
});
