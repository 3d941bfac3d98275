// The results of a thread, by the numbers that the host gave them: those looked at last, a bounded number of them.
import { DataSyncError } from '../../errors';
import { LruMap } from '../../util/lruMap';
import type { Result } from './result';

/** As many as a long notebook shows. Each keeps 2 MB of page cache at most; what they are long lies on the disk. */
export const mostResults = 50;

export class HeldResults {
  readonly #results = new LruMap<number, Result>(mostResults, result => result.close());

  /** In the place of the one that was held under this number. */
  add(number: number, result: Result): void {
    this.#results.set(number, result);
  }

  /** The result, which is now the one looked at last; `query.closed` where it is not held any more. */
  get(number: number): Result {
    const result = this.#results.get(number);
    if (result) return result;
    throw new DataSyncError(
      'query.closed',
      'the rows of this result were let go; run the statement again',
      { result: number },
    );
  }

  close(number: number): void {
    this.#results.delete(number);
  }
}
