import { DataSyncError } from '../../errors';

import type { CloudFault } from './cloudFault';
import type { CloudTuning } from './cloudTuning';

/** The longest that a server is obeyed when it asks to wait, in milliseconds. */
const longestObeyed = 60_000;

/** Counts the tries of one request and waits between them: exponential backoff with full jitter. */
export class Retries {
  #failed = 0;

  /** `doing` is for the message: `read s3://acme/exportmanifest.json`. */
  constructor(
    readonly doing: string,
    readonly tuning: CloudTuning,
  ) {}

  /** Something came: the way is not blocked. */
  restart(): void {
    this.#failed = 0;
  }

  /** Waits until it is time for another try; `storage.unreachable` when there were enough. */
  async wait(fault: CloudFault, signal?: AbortSignal): Promise<void> {
    const { tries, firstDelay, longestDelay, random, sleep } = this.tuning;
    this.#failed++;
    if (this.#failed >= tries) throw this.#unreachable(fault);
    const longest = Math.min(longestDelay, firstDelay * 2 ** (this.#failed - 1));
    const asked = Math.min(fault.retryAfter ?? 0, longestObeyed);
    // All who were turned away together must not come back together: also what a server asks for is spread.
    await sleep(asked + random() * longest, signal);
  }

  #unreachable(fault: CloudFault): DataSyncError {
    const tries = this.#failed;
    const [what, advice] = describeFault(fault);
    return new DataSyncError(
      'storage.unreachable',
      `cannot ${this.doing}: ${what} (tried ${tries === 1 ? 'once' : `${tries} times`}). ${advice}`,
      { tries, fault: fault.kind },
      { cause: fault },
    );
  }
}

function describeFault({ kind, message }: CloudFault): [what: string, advice: string] {
  switch (kind) {
    case 'throttled':
      return [
        `the service is asked too often: ${message}`,
        'Wait a minute and try again; other programs may be using the same bucket',
      ];
    case 'server':
      return [`the service failed: ${message}`, 'Try again later'];
    case 'connection':
      return [
        `the connection failed: ${message}`,
        'Check the network, the proxy and the endpoint, and try again',
      ];
    case 'timeout':
      return [message, 'Check the network, the proxy and the endpoint, and try again'];
    case 'expired':
      return [`the credentials have expired: ${message}`, 'Sign in again'];
  }
}
