import { toJson } from './json';
import type { Output } from '../verb';

/** `{"slices":[…],…}`, written as the slices come. */
export class JsonSlices {
  readonly #stdout: Output;
  #begun = false;
  #separator = '';

  constructor(stdout: Output) {
    this.#stdout = stdout;
  }

  async add(slices: readonly unknown[]): Promise<void> {
    const start = this.#begun ? '' : '{"slices":[\n';
    this.#begun = true;
    const texts = slices.map(slice => {
      const separator = this.#separator;
      this.#separator = ',\n';
      return separator + toJson(slice);
    });
    await this.#stdout.write(start + texts.join(''));
  }

  /** What stands behind the slices. */
  async end(rest: object): Promise<void> {
    await this.add([]);
    await this.#stdout.write(`],${toJson(rest).slice(1)}\n`);
  }

  /** Ends what was begun with an error; false when nothing was, so that the frame may report it. */
  async fail(rest: object): Promise<boolean> {
    if (!this.#begun) return false;
    await this.end(rest);
    return true;
  }
}
