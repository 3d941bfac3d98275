import assert from 'node:assert/strict';
import { test } from 'node:test';

import { resolveObjectPath } from '../../../shared/storage/objectPath';
import { hasCode } from '../../support/hasCode';

test('a file lies below the folder of the manifest and of the export', () => {
  const path = resolveObjectPath('datasync/1/-2', 'uuid', 'matchedEvents/Page/a_-b.avro');
  assert.equal(path, 'datasync/1/-2/uuid/matchedEvents/Page/a_-b.avro');
});

test('in a store that is the application itself the folder is empty', () => {
  assert.equal(resolveObjectPath('', 'uuid', 'allevents.avro'), 'uuid/allevents.avro');
});

test('dots inside names and percent signs are names', () => {
  assert.equal(resolveObjectPath('', 'u', '..a/%2e%2e/b..avro'), 'u/..a/%2e%2e/b..avro');
});

const hostile = [
  '../other/allevents.avro',
  'matchedEvents/../../x',
  '..',
  './x',
  '.. /x',
  '/etc/passwd',
  '\\\\server\\share',
  'a\\..\\b',
  'gs://bucket/x',
  'file:/etc/passwd',
  'C:/x',
  'a//b',
  'a/',
  '',
  'a\0b',
  'a\nb',
];

for (const path of hostile) {
  test(`${JSON.stringify(path)} is refused as a file and as an export id`, () => {
    assert.throws(() => resolveObjectPath('f', 'u', path), hasCode('storage.outside-folder'));
    assert.throws(() => resolveObjectPath('f', path, 'x'), hasCode('storage.outside-folder'));
  });
}

test('the error names the path and what is wrong with it', () => {
  assert.throws(() => resolveObjectPath('f', 'u', 'a/../b'), {
    message:
      "file \"a/../b\" is refused: it has the segment '..'. Allowed are paths below the export's folder such as matchedEvents/Page/abc.avro",
  });
});
