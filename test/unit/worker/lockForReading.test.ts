import assert from 'node:assert/strict';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

import { createChannel, serveChannel, type MessagePipe } from '../../../shared/protocol/channel';
import type { WorkerRequests } from '../../../shared/protocol/worker';
import { lockForReading } from '../../../shared/worker/lockForReading';
import { findUnfinished } from '../../../shared/worker/recoverDatabases';
import { withTemporaryFolder } from '../../support/temporaryFolder';

test('of several readers after a crash one rolls back, and the others wait for it', async () => {
  await withTemporaryFolder(async folder => {
    const database = path.join(folder, '1', '2.sqlite');
    await mkdir(path.dirname(database));
    await writeFile(database, '');
    await writeFile(`${database}-journal`, 'a hot one');
    let recovered = 0;
    const { port1, port2 } = new MessageChannel();
    serveChannel<Pick<WorkerRequests, 'recover'>>(pipeOf(port2), {
      async recover() {
        recovered++;
        await delay(200);
        await rm(`${database}-journal`);
        return { recovered: [database] };
      },
    });
    const worker = { channel: createChannel<WorkerRequests>(pipeOf(port1)) };
    const { signal } = new AbortController();
    const readers = ['a', 'b', 'c'].map(name => lockForReading(worker, folder, name, signal));
    const locks = await Promise.all(readers);
    await Promise.all(locks.map(lock => lock.release()));
    port1.close();
    assert.equal(recovered, 1);
  });
});

test('a journal is looked for beside the database that a link leads to', async () => {
  await withTemporaryFolder(async folder => {
    const [database, elsewhere] = [path.join(folder, 'db', '1'), path.join(folder, 'elsewhere')];
    await mkdir(database, { recursive: true });
    await writeFile(elsewhere, '');
    await symlink(elsewhere, path.join(database, '2.sqlite'));
    await symlink(path.join(folder, 'nowhere'), path.join(database, '3.sqlite'));
    assert.deepEqual(await findUnfinished(path.join(folder, 'db')), []);
    await writeFile(`${elsewhere}-journal`, 'a hot one');
    const found = await findUnfinished(path.join(folder, 'db'));
    assert.deepEqual(found, [path.join(database, '2.sqlite')]);
  });
});

function pipeOf(port: MessagePort): MessagePipe {
  return {
    post: message => port.postMessage(message),
    listen: onMessage => port.on('message', onMessage),
  };
}
