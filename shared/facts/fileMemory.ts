import { RecheckingMemory } from '../util/recheckingMemory';
import { readPathState } from './pathState';

/** Reads a part of a file. */
export type ReadPart<T> = (location: string, part: string, signal: AbortSignal) => Promise<T>;

/** Parts of files, read again only when the file's size or time of change differ. */
export class FileMemory<T> {
  readonly #known: RecheckingMemory<{ readonly version: string | undefined; readonly value: T }>;

  constructor(
    most: number,
    private readonly read: ReadPart<T>,
  ) {
    this.#known = new RecheckingMemory(most);
  }

  /** What `read` makes of the part: the same object while the file is the same. */
  async get(location: string, part: string, signal?: AbortSignal): Promise<T> {
    const { value } = await this.#known.get(
      `${location}\0${part}`,
      async (before, own) => {
        const { version } = await readPathState(location);
        if (before && before.version === version) return before;
        return { version, value: await this.read(location, part, own) };
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
