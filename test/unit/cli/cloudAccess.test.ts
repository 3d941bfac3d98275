import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

import { rangeCacheOf } from '../../../cli/cloudAccess';

test('ranges are kept below the folder of caches, and never where one happens to be', () => {
  const own = path.join('pendo-data-sync', 'ranges');
  const inHome = path.join(homedir(), '.cache', own);
  const caches = path.resolve('/var/cache/ann');
  assert.equal(rangeCacheOf({ XDG_CACHE_HOME: caches }).folder, path.join(caches, own));
  // The specification has it that an empty or a relative one counts as none.
  for (const environment of [{}, { XDG_CACHE_HOME: '' }, { XDG_CACHE_HOME: 'caches' }]) {
    assert.equal(rangeCacheOf(environment).folder, inHome);
  }
});
