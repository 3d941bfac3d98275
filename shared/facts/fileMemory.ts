import { RecheckingMemory } from '../util/recheckingMemory';
import { readPathState } from './pathState';

/** Values made of files, made again only when the file's size or time of change differ. */
export class FileMemory<T> {
  readonly #known: RecheckingMemory<{ readonly version: string | undefined; readonly value: T }>;

  constructor(
    most: number,
    private readonly read: (location: string, signal: AbortSignal) => Promise<T>,
  ) {
    this.#known = new RecheckingMemory(most);
  }

  /** What `read` makes of the file: the same object while the file is the same. */
  async get(location: string, signal?: AbortSignal): Promise<T> {
    const { value } = await this.#known.get(
      location,
      async (before, own) => {
        const { version } = await readPathState(location);
        if (before && before.version === version) return before;
        return { version, value: await this.read(location, own) };
      },
      signal,
    );
    return value;
  }

  /** Whoever asks from now on gets what is then. */
  lookAgain(): void {
    this.#known.lookAgain();
  }
}
