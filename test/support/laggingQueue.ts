import type { FileSystem } from '../../shared/engine/sqlJs/fileSystem';
import { PageQueue } from '../../shared/engine/sqlJs/pageQueue';
import { QueueWriter } from '../../shared/engine/sqlJs/queueWriter';
import type { SeededRandom } from '../../shared/util/seededRandom';

/** A queue whose consumer is no thread but runs now and then, the same for the same seed, and at last when it must. */
export class LaggingQueue extends PageQueue {
  /** Writes that came this way. */
  writes = 0;
  readonly #writer: QueueWriter;
  readonly #random: SeededRandom;

  constructor(files: FileSystem, random: SeededRandom) {
    super();
    this.#writer = new QueueWriter(this, files);
    this.#random = random;
  }

  override put(handle: number, bytes: Uint8Array, position: number): void {
    super.put(handle, bytes, position);
    this.writes++;
    while (!this.isEmpty && this.#random.chance(0.3)) this.#writer.step();
  }

  override drain(): void {
    while (!this.isEmpty) this.#writer.step();
  }
}
