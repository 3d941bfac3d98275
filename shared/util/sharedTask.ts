/** Work that several callers may wait for: each may give up alone, and it ends when nobody waits any more. */
export class SharedTask<T> {
  readonly #controller = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;
  #isDone = false;

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = work(this.#controller.signal).finally(() => (this.#isDone = true));
    // Whoever waits hears of a failure; when nobody does, nobody needs to.
    this.#result.catch(() => undefined);
  }

  /** Nobody waited for its end: there will be no result. */
  get isAbandoned(): boolean {
    return this.#controller.signal.aborted;
  }

  /** The result, or the signal's reason as soon as it is aborted. */
  async join(signal?: AbortSignal): Promise<T> {
    this.#waiting++;
    try {
      return await unlessAborted(this.#result, signal);
    } finally {
      this.#waiting--;
      if (this.#waiting === 0 && !this.#isDone) this.#controller.abort();
    }
  }
}

/** The result, or a failure with the signal's reason as soon as it is aborted. */
async function unlessAborted<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return result;
  signal.throwIfAborted();
  let stopWaiting = (): void => undefined;
  const aborted = new Promise<void>(resolve => {
    stopWaiting = resolve;
    signal.addEventListener('abort', stopWaiting);
  });
  try {
    await Promise.race([result, aborted]);
  } finally {
    signal.removeEventListener('abort', stopWaiting);
  }
  signal.throwIfAborted();
  return result;
}
