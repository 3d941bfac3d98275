// Numbers of rows in an order of their own, in a file without a name: four bytes each, for lists of millions.
import { nodeFileSystem } from '../../engine/sqlJs/nodeFileSystem';
import { openTemporary } from '../../engine/sqlJs/openTemporary';

/** Numbers that wait in memory to be written together. */
const waiting = 16384;

export class RowList {
  readonly #file = openTemporary(nodeFileSystem);
  readonly #buffer = new Uint32Array(waiting);
  #written = 0;
  #filled = 0;

  get length(): number {
    return this.#written + this.#filled;
  }

  add(rows: Uint32Array): void {
    for (let at = 0; at < rows.length;) {
      const part = rows.subarray(at, at + waiting - this.#filled);
      this.#buffer.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === waiting) this.flush();
    }
  }

  /** What waits goes into the file, from where it is read. */
  flush(): void {
    const bytes = new Uint8Array(this.#buffer.buffer, 0, 4 * this.#filled);
    nodeFileSystem.write(this.#file, bytes, 4 * this.#written);
    this.#written += this.#filled;
    this.#filled = 0;
  }

  /** The numbers from one place to another, half-open; fewer where there are no more. */
  slice(start: number, end: number): Uint32Array {
    if (this.#filled > 0) this.flush();
    const count = Math.max(0, Math.min(end, this.length) - start);
    const rows = new Uint32Array(count);
    nodeFileSystem.read(this.#file, new Uint8Array(rows.buffer), 4 * start);
    return rows;
  }

  close(): void {
    nodeFileSystem.close(this.#file);
  }
}
