// Both ends of the way on which a thread gets at buckets: who started it hands out access, the thread makes stores of it.
import { MessageChannel, workerData, type MessagePort } from 'node:worker_threads';

import { createChannel, serveChannel, type MessagePipe } from '../protocol/channel';
import type { HostRequests } from '../protocol/host';
import type { AskAccess } from '../storage/cloud/cloudAccess';
import { createRangeCache, type RangeCacheOptions } from '../storage/cloud/rangeCache';
import { createStores, type Stores } from '../storage/createStores';
import { isRecord } from '../util/isRecord';

/** What whoever starts a thread gives to it, so that it can open buckets. */
export interface CloudHost {
  readonly access: AskAccess;
  /** Where ranges are kept that were read already; undefined: nowhere. */
  readonly cache: RangeCacheOptions | undefined;
}

/** As it lies in the thread's `workerData`. */
interface HostData {
  readonly host: MessagePort;
  readonly cache: RangeCacheOptions | undefined;
}

/** The options of a new thread by which it reaches its host. */
export function threadOptionsOf(clouds: CloudHost | undefined): {
  readonly workerData?: HostData;
  readonly transferList?: MessagePort[];
} {
  if (!clouds) return {};
  const { port1, port2 } = new MessageChannel();
  serveChannel<HostRequests>(pipeOf(port1), {
    access: ({ place, rejected }, { signal }) => clouds.access(place, rejected, signal),
  });
  // It must not keep a process that is done.
  port1.unref();
  return { workerData: { host: port2, cache: clouds.cache }, transferList: [port2] };
}

/** The stores of a thread: of buckets too where its host knows of these. */
export function storesOfThread(): Stores {
  const known: unknown = workerData;
  if (!isHostData(known)) return createStores();
  const channel = createChannel<HostRequests>(pipeOf(known.host));
  return createStores({
    access: (place, rejected, signal) => channel.request('access', { place, rejected }, { signal }),
    cache: known.cache && createRangeCache(known.cache),
  });
}

function pipeOf(port: MessagePort): MessagePipe {
  return {
    post: message => port.postMessage(message),
    listen: onMessage => port.on('message', onMessage),
  };
}

function isHostData(value: unknown): value is HostData {
  return isRecord(value) && 'host' in value;
}
