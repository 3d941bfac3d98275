// Opens the files of a plan ahead of their turn, so that thousands of small ones do not wait for the
// disk or the network one by one. Only headers (and small files, which come along) are held.
import { openContainer, type Container } from '../avro/container';
import { checkedReads } from '../storage/checkedReads';
import { resolveObjectPath } from '../storage/objectPath';
import type { ObjectStore, OpenObject } from '../storage/objectStore';

/** A file as a manifest lists it. */
export interface ListedFile {
  readonly exportId: string;
  /** Relative to the export's folder. */
  readonly path: string;
}

/** An open file of an export. */
export interface AvroFile {
  readonly size: number;
  readonly container: Container;
  close(): Promise<void>;
}

/** How many files are opened ahead. */
const filesAhead = 16;

type Opened = { readonly file: AvroFile } | { readonly error: unknown };

/** Hands out the files below a manifest's folder in a known order, opened ahead; other files are opened when asked for. */
export class AvroFiles {
  /** Bytes read from the store so far. */
  bytesRead = 0;
  readonly #store: ObjectStore;
  readonly #folder: string;
  readonly #order: Iterator<ListedFile>;
  readonly #ahead: { file: ListedFile; opened: Promise<Opened> }[] = [];
  readonly #signal: AbortSignal;

  constructor(
    { store, folder }: { readonly store: ObjectStore; readonly folder: string },
    order: Iterable<ListedFile>,
    signal: AbortSignal,
  ) {
    this.#store = store;
    this.#folder = folder;
    this.#order = order[Symbol.iterator]();
    this.#signal = signal;
  }

  /** The file, which the caller closes. Throws what opening it threw: `storage.*` or `avro.*`. */
  async take(file: ListedFile): Promise<AvroFile> {
    this.#fill();
    const known = this.#ahead.findIndex(
      each => each.file.path === file.path && each.file.exportId === file.exportId,
    );
    // Files before it belong to a slice that has failed meanwhile.
    const [found, ...passed] = this.#ahead.splice(0, known + 1).reverse();
    for (const each of passed) void this.#discard(each.opened);
    const opened = found ? found.opened : this.#open(file);
    this.#fill();
    const result = await opened;
    if ('error' in result) throw result.error;
    return result.file;
  }

  /** Closes what was opened ahead. */
  async close(): Promise<void> {
    await Promise.all(this.#ahead.splice(0).map(({ opened }) => this.#discard(opened)));
  }

  #fill(): void {
    while (this.#ahead.length < filesAhead && !this.#signal.aborted) {
      const next = this.#order.next();
      if (next.done === true) return;
      this.#ahead.push({ file: next.value, opened: this.#open(next.value) });
    }
  }

  /** Never rejects: nobody may be waiting yet. */
  async #open({ exportId, path }: ListedFile): Promise<Opened> {
    try {
      const resolved = resolveObjectPath(this.#folder, exportId, path);
      const object = await this.#store.open(resolved, this.#signal);
      try {
        const container = await openContainer(this.#counted(object, resolved), this.#signal);
        const { size } = object;
        return { file: { size, container, close: () => object.close() } };
      } catch (error) {
        await object.close();
        return { error };
      }
    } catch (error) {
      return { error };
    }
  }

  async #discard(opened: Promise<Opened>): Promise<void> {
    const result = await opened;
    if ('file' in result) await result.file.close();
  }

  #counted(object: OpenObject, path: string) {
    const read = checkedReads(object, `${this.#store.url}/${path}`);
    return {
      name: object.name,
      size: object.size,
      ...(object.readsAhead === undefined ? {} : { readsAhead: object.readsAhead }),
      read: async (start: number, end: number, signal?: AbortSignal) => {
        const bytes = await read(start, end, signal);
        this.bytesRead += bytes.length;
        return bytes;
      },
    };
  }
}
