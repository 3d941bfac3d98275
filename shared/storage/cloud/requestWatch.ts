import { CloudFault } from './cloudFault';

/**
 * Watches one try of a request: it fails with a CloudFault `timeout` when nothing comes for a while, and with the
 * caller's reason as soon as the caller's signal is aborted. Either ends the request on the wire.
 */
export class RequestWatch {
  /** Bytes that have come. */
  bytes = 0;
  readonly #controller = new AbortController();
  readonly #ended: Promise<never>;
  readonly #timer: NodeJS.Timeout;
  readonly #outer: AbortSignal | undefined;
  #fail: (reason: unknown) => void = () => undefined;
  #steps = 0;

  constructor(
    readonly stallAfter: number,
    outer?: AbortSignal,
  ) {
    this.#ended = new Promise((_, reject) => (this.#fail = reject));
    this.#ended.catch(() => undefined);
    this.#outer = outer;
    outer?.addEventListener('abort', this.#onAbort);
    this.#timer = setTimeout(() => this.#onQuiet(), stallAfter);
  }

  /** To be given to whatever the request is sent by. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The next thing that comes; each one starts the clock anew. */
  async next<T>(coming: Promise<T>): Promise<T> {
    this.#timer.refresh();
    coming.catch(() => undefined);
    const result = await Promise.race([coming, this.#ended]);
    this.#steps++;
    return result;
  }

  /** To be called at the end; a request that is not `complete` is ended on the wire. */
  close(complete: boolean): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener('abort', this.#onAbort);
    if (!complete) this.#controller.abort();
  }

  readonly #onAbort = (): void => {
    this.#controller.abort(this.#outer?.reason);
    this.#fail(this.#outer?.reason);
  };

  /** A thread that was busy meanwhile may have an answer that it has not looked at: timers come first. */
  #onQuiet(): void {
    const steps = this.#steps;
    setImmediate(() => {
      if (steps !== this.#steps) return;
      const seconds = this.stallAfter / 1000;
      this.#fail(new CloudFault('timeout', `nothing came within ${seconds} s`));
    });
  }
}
