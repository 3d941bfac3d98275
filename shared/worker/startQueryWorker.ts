import { DataSyncError } from '../errors';
import type { Channel } from '../protocol/channel';
import type { QueryWorkerRequests } from '../protocol/queryGrid';
import type { Texts } from '../util/translate';
import { untilAborted } from '../util/untilAborted';
import { endOnCancel } from './endOnCancel';
import { startThread, type Thread } from './startThread';

/**
 * A cancel is seen in the middle of a step, in some milliseconds. A thread that does not see it for so long is beyond hope:
 * it is ended, with all the results that it holds.
 */
const patience = 2000;

/**
 * Starts the thread that runs queries and holds their results. A statement is waited for until it has stopped, because it
 * reads the database; whoever cancels anything else is free at once, also where it still waits behind a statement.
 */
export function startQueryWorker(texts?: Texts): Thread<QueryWorkerRequests> {
  const thread = startThread<QueryWorkerRequests>({
    bundled: 'queryWorker.js',
    transpiled: 'queryMain.js',
    maxYoungGenerationSizeMb: 16,
    texts,
  });
  const running = endOnCancel(thread, patience);
  const channel: Channel<QueryWorkerRequests> = {
    request: (type, params, options) =>
      type === 'run'
        ? running.request(type, params, options)
        : orCancelled(thread.channel.request(type, params, options), options?.signal),
    close: reason => thread.channel.close(reason),
  };
  return { ...thread, channel };
}

async function orCancelled<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return answer;
  try {
    return await untilAborted(answer, signal);
  } catch (error) {
    if (signal.aborted) throw new DataSyncError('cli.cancelled', 'cancelled');
    throw error;
  }
}
