// The host's side of the worker thread that reads one Avro file.
import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

import { DataSyncError, toDataSyncError } from '../errors';
import type { AvroWorkerRequests } from '../protocol/avroPreview';
import { createChannel, type Channel } from '../protocol/channel';

/** A running worker. The one who starts it disposes of it. */
export interface AvroWorkerHandle {
  readonly channel: Channel<AvroWorkerRequests>;
  /** Ends the thread, whatever it is doing. */
  dispose(): void;
}

/** Starts a worker that serves one file. */
export function startAvroWorker(file = findWorkerFile()): AvroWorkerHandle {
  const worker = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: 32 } });
  const channel = createChannel<AvroWorkerRequests>({
    post: message => worker.postMessage(message),
    listen: onMessage => worker.on('message', onMessage),
  });
  worker.on('error', error => channel.close(toDataSyncError(error)));
  worker.on('exit', code =>
    channel.close(new DataSyncError('internal', `the reader of the file ended with code ${code}`)),
  );
  return { channel, dispose: () => void worker.terminate() };
}

/** Beside the bundle it is `avroWorker.js`; transpiled file by file it is `avroMain.js` in this folder. */
function findWorkerFile(): string {
  const bundled = path.join(__dirname, 'avroWorker.js');
  return fs.existsSync(bundled) ? bundled : path.join(__dirname, 'avroMain.js');
}
