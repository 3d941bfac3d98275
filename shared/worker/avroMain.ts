// The composition root of the worker thread that reads one Avro file for its preview.
import type { AvroWorkerRequests, OpenRecipe } from '../protocol/avroPreview';
import { serveChannel } from '../protocol/channel';
import { openSource } from './avro/openSource';
import { previewHandlers } from './avro/previewSession';
import { storesOfThread } from './cloudHost';
import { parentPipe } from './parentPipe';

const stores = storesOfThread();
const open = (recipe: OpenRecipe, signal?: AbortSignal) => openSource(stores, recipe, signal);

serveChannel<AvroWorkerRequests>(parentPipe(), previewHandlers(open));
