import type { QueryWorkerRequests } from '../protocol/queryGrid';
import { endOnCancel } from './endOnCancel';
import { startThread, type Thread } from './startThread';

/**
 * A cancel is seen in the middle of a step, in some milliseconds. A thread that does not see it for so long is beyond hope:
 * it is ended, with all the results that it holds.
 */
const patience = 2000;

/** Starts the thread that runs queries and holds their results. */
export function startQueryWorker(): Thread<QueryWorkerRequests> {
  const thread = startThread<QueryWorkerRequests>({
    bundled: 'queryWorker.js',
    transpiled: 'queryMain.js',
    maxYoungGenerationSizeMb: 16,
  });
  return { ...thread, channel: endOnCancel(thread, patience) };
}
