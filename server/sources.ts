/**
 * What an answer is made of besides a text. Whoever is asked gives the same object as long as nothing has
 * changed, so two answers from the same sources are the same.
 */
export class Sources {
  readonly #asked: { readonly ask: Ask<unknown>; readonly answer: unknown }[] = [];

  /** Asks and remembers what was answered. */
  async ask<T>(ask: Ask<T>, signal: AbortSignal): Promise<T> {
    const answer = await ask(signal);
    this.#asked.push({ ask, answer });
    return answer;
  }

  /** Whether others were told the same. */
  areSame(others: Sources): boolean {
    return (
      this.#asked.length === others.#asked.length &&
      this.#asked.every(({ answer }, index) => answer === others.#asked[index]?.answer)
    );
  }

  /** Whether all of them would say the same again. */
  async areCurrent(signal: AbortSignal): Promise<boolean> {
    for (const { ask, answer } of this.#asked) {
      if ((await ask(signal)) !== answer) return false;
    }
    return true;
  }
}

/** Answers with the same object while nothing has changed. */
export type Ask<T> = (signal: AbortSignal) => Promise<T>;
