// The host's side of a worker thread: starts it, talks to it, and says why it ended.
import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

import { DataSyncError, toDataSyncError } from '../errors';
import { createChannel, type Channel, type RequestMap } from '../protocol/channel';
import type { Texts } from '../util/translate';
import { threadOptionsOf, type CloudHost } from './cloudHost';

/** A running thread. The one who starts it disposes of it. */
export interface Thread<M extends RequestMap> {
  readonly channel: Channel<M>;
  /** Whether it has ended, or is about to: nothing that it held is there any more. */
  isEnded(): boolean;
  /** Ends the thread, whatever it is doing. */
  dispose(): Promise<void>;
}

/** Where a thread's script lies, and how much of what it makes it may keep before it tidies up. */
export interface ThreadOptions {
  /** Name of the script beside the bundle. */
  readonly bundled: string;
  /** Its name in this folder, transpiled file by file. */
  readonly transpiled: string;
  /** Another script than the one that was built with this. */
  readonly file?: string | undefined;
  readonly maxYoungGenerationSizeMb: number;
  /** By whom it opens buckets; without, it opens none. */
  readonly clouds?: CloudHost | undefined;
  /** Translations of what it says; without, it speaks English. */
  readonly texts?: Texts | undefined;
}

/** More requests than these are never under way at once. */
const cancelledPlaces = 256;

/** Starts a thread that answers the requests of a channel. */
export function startThread<M extends RequestMap>(options: ThreadOptions): Thread<M> {
  const { file = findScript(options), maxYoungGenerationSizeMb, clouds, texts } = options;
  const resourceLimits = { maxYoungGenerationSizeMb };
  const cancelled = new Int32Array(new SharedArrayBuffer(4 * cancelledPlaces));
  const { workerData, ...others } = threadOptionsOf(clouds);
  const worker = new Worker(file, {
    ...{ resourceLimits, ...others },
    workerData: { ...workerData, cancelled, texts },
  });
  const channel = createChannel<M>({
    cancelled,
    post: message => worker.postMessage(message),
    listen: onMessage => worker.on('message', onMessage),
  });
  let hasEnded = false;
  worker.on('error', error => channel.close(crashError(error)));
  worker.on('exit', code => {
    hasEnded = true;
    channel.close(new DataSyncError('internal', `the worker ended by itself with code ${code}`));
  });
  return {
    channel,
    isEnded: () => hasEnded,
    dispose: async () => {
      hasEnded = true;
      await worker.terminate();
    },
  };
}

function findScript({ bundled, transpiled }: ThreadOptions): string {
  const beside = path.join(__dirname, bundled);
  return fs.existsSync(beside) ? beside : path.join(__dirname, transpiled);
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
