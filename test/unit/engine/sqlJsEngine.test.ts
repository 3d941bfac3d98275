import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createSqlJsEngines } from '../../../shared/engine/sqlJs/createSqlJsEngines';
import { withTemporaryFolder } from '../../support/temporaryFolder';
import path from 'node:path';

test('rows written to a file are there at the next open', async () => {
  await withTemporaryFolder(async folder => {
    const engines = await createSqlJsEngines();
    const file = path.join(folder, 'sub dir', 'Größe 数.sqlite');
    const engine = await engines.open({ file, mode: 'readWrite' });
    engine.run('CREATE TABLE t (a INTEGER, b TEXT)');
    await engine.transaction(async () => {
      engine.run('INSERT INTO t VALUES (?, ?)', [9007199254740993n, 'ä']);
      engine.run('INSERT INTO t VALUES (?, ?)', [5e9, 'b']);
    });
    engine.close();
    const again = await engines.open({ file, mode: 'readOnly' });
    assert.deepEqual(again.query('SELECT a, b, typeof(a) FROM t').rows, [
      [9007199254740993n, 'ä', 'integer'],
      [5e9, 'b', 'integer'],
    ]);
    again.close();
  });
});
