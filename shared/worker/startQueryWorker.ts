import type { QueryWorkerRequests } from '../protocol/queryGrid';
import { endOnCancel } from './endOnCancel';
import { startThread, type Thread } from './startThread';

/** Several times as long as the thread goes between two looks at its messages. */
const patience = 80;

/** Starts the thread that runs queries. A cancel ends it where it is inside of a statement. */
export function startQueryWorker(): Thread<QueryWorkerRequests> {
  const thread = startThread<QueryWorkerRequests>({
    bundled: 'queryWorker.js',
    transpiled: 'queryMain.js',
    maxYoungGenerationSizeMb: 16,
  });
  return { ...thread, channel: endOnCancel(thread, patience) };
}
