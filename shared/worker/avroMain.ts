// The composition root of the worker thread that reads one Avro file for its preview.
import { parentPort } from 'node:worker_threads';

import { DataSyncError } from '../errors';
import type { AvroWorkerRequests } from '../protocol/avroPreview';
import { serveChannel } from '../protocol/channel';
import { openSource } from './avro/openSource';
import { previewHandlers } from './avro/previewSession';

const port = parentPort;
if (!port) throw new DataSyncError('internal', 'the worker was started outside of a worker thread');

serveChannel<AvroWorkerRequests>(
  {
    post: message => port.postMessage(message),
    listen: onMessage => port.on('message', onMessage),
  },
  previewHandlers(openSource),
);
