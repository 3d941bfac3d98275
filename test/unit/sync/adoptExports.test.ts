import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readLedger } from '../../../shared/sync/loadHistory';
import { adoptExports } from '../../../shared/sync/adoptExports';
import { readLoadedSlices } from '../../../shared/sync/loadedSlices';
import { hasCode } from '../../support/hasCode';
import { exportOf } from '../../support/manifestBuilder';
import { eventRows, SyncDatabase } from '../../support/syncDatabase';

const day = '2023-02-22';
const periods = [{ day, allEvents: 1 }];

test('exports that were adopted once are known from then on, with their files', async () => {
  const database = await SyncDatabase.open();
  database.put('e1/allevents.avro', eventRows(day, 'a'));
  await database.sync([exportOf(1, { periods })]);
  const moved = [exportOf(1, { periods, exportId: 'moved' }), exportOf(2, { exportId: 'new' })];
  await assert.rejects(database.sync(moved), hasCode('plan.other-manifest'));
  await adoptExports(database.engine, moved, readLedger(database.engine));
  const { summary } = await database.sync(moved);
  assert.equal(summary.upToDate, 1);
  assert.deepEqual(
    readLoadedSlices(database.engine).map(({ exportId, files }) => [exportId, files]),
    [['moved', [{ counter: 1, exportId: 'moved', path: 'allevents.avro' }]]],
  );
  assert.deepEqual([...readLedger(database.engine).exports], [[1, 'moved']]);
});
