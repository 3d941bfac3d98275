// The host's side of the worker thread: starts it, talks to it, and ends it when it does not answer.
import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

import { DataSyncError, toDataSyncError } from '../errors';
import { createChannel, type Channel, type MessagePipe } from '../protocol/channel';
import type { WorkerRequests } from '../protocol/worker';

/** A running worker. The one who starts it disposes of it. */
export interface WorkerHandle {
  /** A cancelled request ends within 200 ms, if need be with the worker; later requests then reject. */
  readonly channel: Channel<WorkerRequests>;
  /** Ends the thread, whatever it is doing. An open transaction is rolled back at the next open. */
  dispose(): Promise<void>;
}

export interface WorkerOptions {
  /** The worker's script; default is the one that was built with this. */
  readonly file?: string;
}

/** A worker inside a statement cannot look at its messages; then it is ended, which the lock file survives. */
const cancelPatience = 150;

/** Starts the worker that owns sql.js. */
export function startWorker(options: WorkerOptions = {}): WorkerHandle {
  const worker = new Worker(options.file ?? findWorkerFile(), {
    // Rows live in WASM memory; a small young generation keeps the process's memory down.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  const channel = createChannel<WorkerRequests>(pipeOf(worker));
  worker.on('error', error => channel.close(crashError(error)));
  worker.on('exit', code =>
    channel.close(new DataSyncError('internal', `the worker ended by itself with code ${code}`)),
  );
  const terminate = async () => {
    await worker.terminate();
  };
  return { channel: endOnCancel(channel, terminate), dispose: terminate };
}

/** Beside the bundle it is `worker.js`; transpiled file by file it is `main.js` in this folder. */
function findWorkerFile(): string {
  const bundled = path.join(__dirname, 'worker.js');
  return fs.existsSync(bundled) ? bundled : path.join(__dirname, 'main.js');
}

function pipeOf(worker: Worker): MessagePipe {
  return {
    post: message => worker.postMessage(message),
    listen: onMessage => worker.on('message', onMessage),
  };
}

function endOnCancel(
  channel: Channel<WorkerRequests>,
  terminate: () => Promise<void>,
): Channel<WorkerRequests> {
  return {
    async request(type, params, requestOptions = {}) {
      const { signal } = requestOptions;
      let timer: NodeJS.Timeout | undefined;
      const onAbort = () => {
        timer = setTimeout(() => {
          channel.close(new DataSyncError('cli.cancelled', 'cancelled'));
          void terminate();
        }, cancelPatience);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        return await channel.request(type, params, requestOptions);
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      }
    },
    close: reason => channel.close(reason),
  };
}

function crashError(error: Error): DataSyncError {
  const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (!isMemory) return toDataSyncError(error);
  return new DataSyncError(
    'engine.too-large',
    'the worker ran out of memory',
    {},
    { cause: error },
  );
}
