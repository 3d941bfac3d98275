import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

import { createChannel, serveChannel, type MessagePipe } from '../../../shared/protocol/channel';
import type { WorkerRequests } from '../../../shared/protocol/worker';
import { lockForReading } from '../../../shared/worker/lockForReading';
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

function pipeOf(port: MessagePort): MessagePipe {
  return {
    post: message => port.postMessage(message),
    listen: onMessage => port.on('message', onMessage),
  };
}
