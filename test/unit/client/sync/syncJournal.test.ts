import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { SyncJournal } from '../../../../client/sync/syncJournal';
import { orderText, type SyncOrder } from '../../../../client/sync/syncOrder';
import { createHolder } from '../../../../shared/engine/lockHolder';
import { withTemporaryFolder } from '../../../support/temporaryFolder';

const order: SyncOrder = { name: 'Acme', parts: [{ destination: '/data/acme' }] };

test('a sync under way, or at its end, was not interrupted', async () => {
  await withTemporaryFolder(async folder => {
    const entry = await new SyncJournal(folder).begin(order);
    entry.add(3);
    const next = new SyncJournal(folder);
    assert.deepEqual(await next.takeInterrupted(), []);
    entry.end();
    assert.deepEqual(await readdir(folder), []);
  });
});

test('a sync whose window closes is told of once, with what it had loaded', async () => {
  await withTemporaryFolder(async folder => {
    const journal = new SyncJournal(folder);
    const entry = await journal.begin(order);
    entry.add(3);
    entry.add(4);
    journal.close();
    // The cancelled sync comes to its end after that.
    entry.end();
    const next = new SyncJournal(folder);
    assert.deepEqual(await next.takeInterrupted(), [{ order, loaded: 7 }]);
    assert.deepEqual(await next.takeInterrupted(), []);
  });
});

test('a sync of a process that was killed is told of; what is no entry is left alone', async () => {
  await withTemporaryFolder(async folder => {
    const holder = { ...(await createHolder(orderText(order))), pid: 2 ** 22 + 1 };
    const text = JSON.stringify({ ...holder, loaded: 2, isAbandoned: false });
    await writeFile(path.join(folder, 'killed.json'), text);
    await writeFile(path.join(folder, 'half.json'), text.slice(0, 20));
    const journal = new SyncJournal(folder);
    assert.deepEqual(await journal.takeInterrupted(), [{ order, loaded: 2 }]);
    assert.deepEqual(await readdir(folder), ['half.json']);
    assert.deepEqual(await new SyncJournal(path.join(folder, 'none')).takeInterrupted(), []);
  });
});
