// The worker threads of a host that lives longer than one question: one for short questions, others for long ones.
import type { DatabaseLock } from '../engine/databaseLock';
import { DataSyncError, isDataSyncError } from '../errors';
import type { Channel } from '../protocol/channel';
import type { WorkerRequests } from '../protocol/worker';
import type { Texts } from '../util/translate';
import type { CloudHost } from './cloudHost';
import { startWorker, type WorkerHandle } from './startWorker';

/** How long the thread for short questions stays without one. */
const idleTime = 60_000;

type Request = Channel<WorkerRequests>['request'];

/** What threads get of their host. */
export interface ThreadsHost {
  /** Asked whenever a thread starts: by whom it opens buckets. */
  readonly clouds: () => CloudHost | undefined;
  /** Translations of what they say; without, they speak English. */
  readonly texts?: Texts | undefined;
}

/** Starts threads when they are needed, and ends them. */
export class WorkerThreads {
  readonly #host: ThreadsHost;
  readonly #alone = new Set<WorkerHandle>();
  #shared: WorkerHandle | undefined;
  #underWay = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(host: ThreadsHost) {
    this.#host = host;
  }

  /**
   * A short question, answered by a thread that all share: it starts with the first and ends when there
   * have been none for a while. What a user may cancel belongs into a thread of its own.
   */
  readonly request: Request = async (type, params, options) => {
    this.#underWay++;
    clearTimeout(this.#idle);
    const worker = (this.#shared ??= this.#start());
    try {
      return await worker.channel.request(type, params, options);
    } catch (error) {
      if (isBroken(error) && this.#shared === worker) this.#retireShared();
      throw error;
    } finally {
      this.#underWay--;
      if (this.#underWay === 0) this.#idle = setTimeout(() => this.#endShared(), idleTime);
    }
  };

  /** One long request, such as a sync, in a thread of its own, which ends with it or with the host. */
  readonly requestAlone: Request = async (type, params, options) => {
    const worker = this.#start();
    this.#alone.add(worker);
    try {
      return await worker.channel.request(type, params, options);
    } finally {
      this.#alone.delete(worker);
      await worker.dispose();
    }
  };

  /** Runs `body` while no sync writes into the folder; false stands for a folder that is not there yet. */
  async whileReading<T>(
    { folder, purpose }: { readonly folder: string; readonly purpose: string },
    body: (isThere: boolean) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const lock = await this.#lockIfThere(folder, purpose, signal);
    if (!lock) return body(false);
    try {
      return await body(true);
    } finally {
      await lock.release();
    }
  }

  dispose(): void {
    this.#endShared();
    for (const worker of this.#alone) void worker.dispose();
  }

  #start(): WorkerHandle {
    const { clouds, texts } = this.#host;
    return startWorker({ clouds: clouds(), texts });
  }

  async #lockIfThere(
    folder: string,
    purpose: string,
    signal: AbortSignal,
  ): Promise<DatabaseLock | undefined> {
    const channel: Channel<WorkerRequests> = { request: this.request, close: () => undefined };
    const { lockForReading } = await import('./lockForReading');
    try {
      return await lockForReading({ channel }, folder, purpose, signal);
    } catch (error) {
      if (isDataSyncError(error) && error.code === 'engine.no-database') return undefined;
      throw error;
    }
  }

  /** A thread that broke may answer nobody any more; who still waits for it gets the time of an idle one. */
  #retireShared(): void {
    const worker = this.#shared;
    this.#shared = undefined;
    setTimeout(() => void worker?.dispose(), idleTime).unref();
  }

  #endShared(): void {
    clearTimeout(this.#idle);
    void this.#shared?.dispose();
    this.#shared = undefined;
  }
}

function isBroken(error: unknown): boolean {
  return (
    error instanceof DataSyncError &&
    (error.code === 'internal' || error.code === 'engine.too-large')
  );
}
