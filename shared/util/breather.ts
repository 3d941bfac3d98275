/** Long enough that pauses cost nothing, short enough that nobody waits. */
const turnMillis = 20;

/** Lets the event loop run now and then during long work, so that others are served and a cancellation arrives. */
export class Breather {
  #since = performance.now();

  /** A promise to wait for when a pause is due; undefined when it is not. Rejects when the signal is aborted. */
  breathe(signal?: AbortSignal): Promise<void> | undefined {
    if (performance.now() - this.#since < turnMillis) return undefined;
    return this.#rest(signal);
  }

  async #rest(signal: AbortSignal | undefined): Promise<void> {
    await new Promise<void>(resume => setImmediate(resume));
    signal?.throwIfAborted();
    this.#since = performance.now();
  }
}
