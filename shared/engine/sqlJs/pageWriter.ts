// The thread that writes what a load has made: the disk works while the next rows are decoded.
// It never ends by itself; its parent does not wait for it.
import { workerData } from 'node:worker_threads';

import { nodeFileSystem } from './nodeFileSystem';
import { PageQueue } from './pageQueue';
import { QueueWriter } from './queueWriter';

const writer = new QueueWriter(new PageQueue(workerData as SharedArrayBuffer), nodeFileSystem);
for (;;) writer.step();
