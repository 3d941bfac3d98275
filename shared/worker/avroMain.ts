// The composition root of the worker thread that reads one Avro file for its preview.
import type { AvroWorkerRequests } from '../protocol/avroPreview';
import { serveChannel } from '../protocol/channel';
import { openSource } from './avro/openSource';
import { previewHandlers } from './avro/previewSession';
import { parentPipe } from './parentPipe';

serveChannel<AvroWorkerRequests>(parentPipe(), previewHandlers(openSource));
