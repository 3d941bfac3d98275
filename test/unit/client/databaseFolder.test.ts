import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';

import { databaseFolderOf } from '../../../client/databaseFolder';

test('the database folder is an absolute path, or one below home', () => {
  const home = path.resolve('/home/ada');
  const folderOf = (setting: string) => databaseFolderOf(setting, home);
  const exports = path.resolve('/data/exports');
  assert.equal(folderOf(` ${exports} `), exports);
  assert.equal(folderOf('~/pendo/db'), path.join(home, 'pendo/db'));
  assert.equal(folderOf('~'), home);
  for (const none of ['', 'exports', './exports', '~ada/exports']) {
    assert.equal(folderOf(none), undefined);
  }
});
