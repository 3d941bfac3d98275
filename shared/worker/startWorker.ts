// The worker thread that owns sql.js: it is ended when it does not answer.
import type { WorkerRequests } from '../protocol/worker';
import type { CloudHost } from './cloudHost';
import type { Texts } from '../util/translate';
import { endOnCancel } from './endOnCancel';
import { startThread, type Thread } from './startThread';

/**
 * A running worker. A cancelled request ends within 200 ms, if need be with the worker; later requests then reject.
 * Disposed of within a transaction, it leaves one that is rolled back at the next open.
 */
export type WorkerHandle = Thread<WorkerRequests>;

export interface WorkerOptions {
  /** The worker's script; default is the one that was built with this. */
  readonly file?: string;
  /** By whom buckets are opened; without, none are. */
  readonly clouds?: CloudHost | undefined;
  /** Translations of what it says; without, it speaks English. */
  readonly texts?: Texts | undefined;
}

/** Starts the worker that owns sql.js. */
export function startWorker({ file, clouds, texts }: WorkerOptions = {}): WorkerHandle {
  const thread = startThread<WorkerRequests>({
    bundled: 'worker.js',
    transpiled: 'main.js',
    file,
    clouds,
    texts,
    // Rows live in WASM memory; a small young generation keeps the process's memory down.
    maxYoungGenerationSizeMb: 16,
  });
  return { ...thread, channel: endOnCancel(thread) };
}
