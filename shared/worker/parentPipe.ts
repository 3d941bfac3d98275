import { parentPort, workerData } from 'node:worker_threads';

import { DataSyncError } from '../errors';
import type { MessagePipe } from '../protocol/channel';
import { isRecord } from '../util/isRecord';

/** The way from a worker thread to the host that started it. */
export function parentPipe(): MessagePipe {
  const port = parentPort;
  if (!port) {
    throw new DataSyncError('internal', 'the worker was started outside of a worker thread');
  }
  const given: unknown = workerData;
  const cancelled = isRecord(given) ? given['cancelled'] : undefined;
  return {
    cancelled: cancelled instanceof Int32Array ? cancelled : undefined,
    post: message => port.postMessage(message),
    listen: onMessage => port.on('message', onMessage),
  };
}
