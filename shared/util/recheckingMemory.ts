import { LruMap } from './lruMap';
import { SharedTask } from './sharedTask';

/** Makes the value of a key, from the one before where that still holds. */
export type Look<T> = (before: T | undefined, signal: AbortSignal) => Promise<T>;

interface Looked<T> {
  readonly value: T;
  /** Until when nobody looks whether it still holds. */
  readonly trustedUntil: number;
  readonly round: number;
}

/** Some answers to one question of a user, all of which may rest on one look. */
const trusted = 500;

/**
 * Values that stand for something which changes without a word. They are looked at again when they are asked for,
 * but not more often than twice a second; callers that ask at once share one look.
 */
export class RecheckingMemory<T> {
  readonly #values: LruMap<string, Looked<T>>;
  readonly #looks = new Map<string, SharedTask<T>>();
  #round = 0;

  constructor(most: number, weightOf: (value: T) => number = () => 1) {
    this.#values = new LruMap(most, undefined, ({ value }) => weightOf(value));
  }

  /** The value as it is now. */
  async get(key: string, look: Look<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const known = this.#values.get(key);
    if (known?.round === this.#round && performance.now() < known.trustedUntil) return known.value;
    const running = this.#looks.get(key);
    if (running && !running.isAbandoned) return running.join(signal);
    const task = new SharedTask(own =>
      this.#look(key, before => look(before, own)).finally(() => {
        if (this.#looks.get(key) === task) this.#looks.delete(key);
      }),
    );
    this.#looks.set(key, task);
    return task.join(signal);
  }

  /** Whoever asks from now on gets what is then. */
  lookAgain(): void {
    this.#round++;
    this.#looks.clear();
  }

  /** Changes the value that the next look begins with, if there is one. */
  update(key: string, change: (value: T) => T): void {
    const known = this.#values.peek(key);
    if (known) this.#values.set(key, { ...known, value: change(known.value) });
  }

  async #look(key: string, look: (before: T | undefined) => Promise<T>): Promise<T> {
    const round = this.#round;
    const trustedUntil = performance.now() + trusted;
    const value = await look(this.#values.peek(key)?.value);
    if (round === this.#round) this.#values.set(key, { value, trustedUntil, round });
    return value;
  }
}
