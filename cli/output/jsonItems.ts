import { endOfArray, toJson } from './json';
import type { Output } from '../verb';

/** The head of an answer about slices. */
export const slicesHead = '{"slices":[\n';

/** A document that ends in an array, such as `{"slices":[…],…}`, written as the items come. */
export class JsonItems {
  readonly #stdout: Output;
  readonly #head: string;
  #begun = false;
  #separator = '';

  /** `head` is what stands before the items. */
  constructor(stdout: Output, head: string) {
    this.#stdout = stdout;
    this.#head = head;
  }

  async add(items: readonly unknown[]): Promise<void> {
    const start = this.#begun ? '' : this.#head;
    this.#begun = true;
    const texts = items.map(item => {
      const separator = this.#separator;
      this.#separator = ',\n';
      return separator + toJson(item);
    });
    await this.#stdout.write(start + texts.join(''));
  }

  /** What stands behind the items. */
  async end(rest: object): Promise<void> {
    await this.add([]);
    await this.#stdout.write(endOfArray(rest));
  }

  /** Ends what was begun with an error; false when nothing was, so that the frame may report it. */
  async fail(rest: object): Promise<boolean> {
    if (!this.#begun) return false;
    await this.end(rest);
    return true;
  }
}
