// Sends requests until they go well: so many at a time, again after what may pass, with other credentials when
// these have expired.
import { setMaxListeners } from 'node:events';

import { DataSyncError } from '../../errors';
import { Limiter } from '../../util/limiter';
import { SharedTask } from '../../util/sharedTask';

import type { CloudClient } from './cloudClient';
import { isCloudFault, type CloudFault } from './cloudFault';
import type { CloudTuning } from './cloudTuning';
import { ownError } from './ownError';
import { RequestWatch } from './requestWatch';
import { Retries } from './retries';

/** A client with other credentials than the one that was refused. */
export type RenewClient = (signal?: AbortSignal) => Promise<CloudClient>;

/** One try: what comes is awaited through the watch. */
export type Attempt<T> = (client: CloudClient, watch: RequestWatch) => Promise<T>;

/** All stores of this thread together. */
const threadLimit = new Limiter(32);

/** So many bytes of an answer show that the way is open. */
const progressBytes = 1 << 14;

/** The requests of one store. */
export class CloudRequests {
  readonly #limit: Limiter;
  #client: CloudClient;
  #renewal: SharedTask<CloudClient> | undefined;

  constructor(
    client: CloudClient,
    readonly tuning: CloudTuning,
    readonly renew?: RenewClient,
  ) {
    this.#client = client;
    this.#limit = new Limiter(tuning.inFlight, threadLimit);
  }

  /** The result of the first try that goes well; `doing` is for messages: `list s3://acme/datasync`. */
  async send<T>(doing: string, attempt: Attempt<T>, signal?: AbortSignal): Promise<T> {
    // Many requests of one sync listen to one signal: that is no leak, and Node shall not say so.
    if (signal) setMaxListeners(0, signal);
    const retries = new Retries(doing, this.tuning);
    let isRenewed = false;
    for (;;) {
      signal?.throwIfAborted();
      const client = this.#client;
      const onProgress = () => retries.restart();
      const outcome = await this.#limit.run(
        () => this.#try(client, { attempt, onProgress }, signal),
        signal,
      );
      if ('result' in outcome) return outcome.result;
      const { fault } = outcome;
      if (fault.kind !== 'expired') await retries.wait(fault, signal);
      else if (isRenewed || !this.renew) throw expired(doing, fault);
      else await this.#renew(client, this.renew, signal);
      isRenewed ||= fault.kind === 'expired';
    }
  }

  async #try<T>(
    client: CloudClient,
    { attempt, onProgress }: { readonly attempt: Attempt<T>; readonly onProgress: () => void },
    signal: AbortSignal | undefined,
  ): Promise<{ readonly result: T } | { readonly fault: CloudFault }> {
    const watch = new RequestWatch(this.tuning.stallAfter, signal);
    let complete = false;
    try {
      const result = await attempt(client, watch);
      complete = true;
      return { result };
    } catch (error) {
      signal?.throwIfAborted();
      if (watch.bytes >= progressBytes) onProgress();
      if (isCloudFault(error)) return { fault: error };
      throw ownError(error);
    } finally {
      watch.close(complete);
    }
  }

  /** Requests that were refused together ask once. */
  async #renew(refused: CloudClient, renew: RenewClient, signal?: AbortSignal): Promise<void> {
    if (this.#client !== refused) return;
    if (!this.#renewal || this.#renewal.isAbandoned) this.#renewal = new SharedTask(renew);
    const renewal = this.#renewal;
    try {
      this.#client = await renewal.join(signal);
    } finally {
      if (this.#renewal === renewal) this.#renewal = undefined;
    }
  }
}

function expired(doing: string, fault: CloudFault): DataSyncError {
  return new DataSyncError(
    'storage.bad-credentials',
    `cannot ${doing}: the credentials have expired (${fault.message}). Sign in again and repeat`,
    { fault: fault.kind },
    { cause: fault },
  );
}
