// Long work that can be done at once or in turns with others, written once: each `yield` is a place to pause.
import { Breather } from './breather';

/** Work in steps of some milliseconds at most. */
export type Steps<T> = Generator<void, T>;

/** Does all the work at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Does the work in turns with whatever else the process has to do; rejects soon after the signal is aborted. */
export async function finishInTurns<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  signal?.throwIfAborted();
  const breather = new Breather();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    const pause = breather.breathe(signal);
    if (pause) await pause;
  }
}
