import type { FileSystem } from './fileSystem';
import type { PageQueue } from './pageQueue';

/** After so many bytes the disk is told to begin, so that the commit finds little left to do. */
const syncAfter = 32 << 20;

/** The consumer of a queue: takes what waits there to the files. */
export class QueueWriter {
  readonly #queue: PageQueue;
  readonly #files: Pick<FileSystem, 'write' | 'sync'>;
  readonly #unsynced = new Map<number, number>();

  constructor(queue: PageQueue, files: Pick<FileSystem, 'write' | 'sync'>) {
    this.#queue = queue;
    this.#files = files;
  }

  /** Waits for the next write, and does it with those that follow on it. A failure goes to the producer. */
  step(): void {
    const { handle, position, bytes, count } = this.#queue.next();
    if (!this.#queue.hasFailed) {
      try {
        this.#files.write(handle, bytes, position);
        const total = (this.#unsynced.get(handle) ?? 0) + bytes.length;
        this.#unsynced.set(handle, total < syncAfter ? total : 0);
        // A failed sync is told only once, so it must not be lost.
        if (total >= syncAfter) this.#files.sync(handle);
      } catch (error) {
        this.#queue.fail(error);
      }
    }
    this.#queue.done(count);
  }
}
