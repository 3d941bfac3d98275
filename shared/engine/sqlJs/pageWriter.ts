// The thread that writes what a load has made: the disk works while the next rows are decoded.
// It never ends by itself; its parent does not wait for it.
import fs from 'node:fs';
import { workerData } from 'node:worker_threads';

import { PageQueue } from './pageQueue';

/** After so many bytes the disk is told to begin, so that the commit finds little left to do. */
const syncAfter = 32 << 20;

function run(queue: PageQueue): void {
  const unsynced = new Map<number, number>();
  for (;;) {
    const { handle, position, bytes, count } = queue.next();
    if (!queue.hasFailed) {
      try {
        writeAll(handle, bytes, position);
        const total = (unsynced.get(handle) ?? 0) + bytes.length;
        unsynced.set(handle, total < syncAfter ? total : 0);
        // A failed sync is told only once, so it must not be lost.
        if (total >= syncAfter) fs.fdatasyncSync(handle);
      } catch (error) {
        queue.fail(error);
      }
    }
    queue.done(count);
  }
}

function writeAll(handle: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length;) {
    done += fs.writeSync(handle, bytes, done, bytes.length - done, position + done);
  }
}

run(new PageQueue(workerData as SharedArrayBuffer));
