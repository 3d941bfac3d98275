import type { AvroWorkerRequests } from '../protocol/avroPreview';
import type { CloudHost } from './cloudHost';
import { startThread, type Thread } from './startThread';

/** Starts the worker that reads one Avro file for its preview. */
export function startAvroWorker(clouds?: CloudHost): Thread<AvroWorkerRequests> {
  return startThread({
    bundled: 'avroWorker.js',
    transpiled: 'avroMain.js',
    maxYoungGenerationSizeMb: 32,
    clouds,
  });
}
