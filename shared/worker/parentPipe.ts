import { parentPort } from 'node:worker_threads';

import { DataSyncError } from '../errors';
import type { MessagePipe } from '../protocol/channel';

/** The way from a worker thread to the host that started it. */
export function parentPipe(): MessagePipe {
  const port = parentPort;
  if (!port) {
    throw new DataSyncError('internal', 'the worker was started outside of a worker thread');
  }
  return {
    post: message => port.postMessage(message),
    listen: onMessage => port.on('message', onMessage),
  };
}
