// A file system whose writes are done by a second thread, in their order; what asks for their result
// waits for them. What SQLite counts on is kept: a sync returns when everything before it is on the disk.
import path from 'node:path';
import { Worker } from 'node:worker_threads';

import type { FileOpenOptions, FileSystem } from './fileSystem';
import { PageQueue, slotBytes } from './pageQueue';

/** Small loads are not worth a thread. */
const bytesBeforeThread = 8 << 20;

/** For tests. */
interface WriteBehindOptions {
  readonly afterBytes?: number;
  /** Makes a queue that somebody empties. */
  readonly startWriter?: () => PageQueue;
}

/** The same files; large amounts of writes go to a thread of their own. */
export function writeBehind(files: FileSystem, options: WriteBehindOptions = {}): FileSystem {
  return new WriteBehind(files, options);
}

class WriteBehind implements FileSystem {
  readonly #files: FileSystem;
  readonly #afterBytes: number;
  readonly #startWriter: () => PageQueue;
  #queue: PageQueue | undefined;
  #written = 0;

  constructor(files: FileSystem, options: WriteBehindOptions) {
    this.#files = files;
    this.#afterBytes = options.afterBytes ?? bytesBeforeThread;
    this.#startWriter = options.startWriter ?? startThread;
  }

  write(handle: number, bytes: Uint8Array, position: number): void {
    this.#written += bytes.length;
    if (this.#written < this.#afterBytes) return this.#files.write(handle, bytes, position);
    this.#queue ??= this.#startWriter();
    if (this.#queue.hasFailed) this.#settle();
    for (let done = 0; done < bytes.length; done += slotBytes) {
      this.#queue.put(handle, bytes.subarray(done, done + slotBytes), position + done);
    }
  }

  read(handle: number, bytes: Uint8Array, position: number): number {
    if (this.#queue?.touches(handle, position, position + bytes.length)) this.#settle();
    const isBehind = this.#queue?.isEmpty === false;
    const done = this.#files.read(handle, bytes, position);
    if (done === bytes.length || !isBehind) return done;
    // A write further on may be about to make the file longer, with zeros in between.
    this.#settle();
    return this.#files.read(handle, bytes, position);
  }

  sync(handle: number): void {
    this.#settle();
    this.#files.sync(handle);
  }

  truncate(handle: number, size: number): void {
    this.#settle();
    this.#files.truncate(handle, size);
  }

  size(handle: number): number {
    this.#settle();
    return this.#files.size(handle);
  }

  open(file: string, options: FileOpenOptions): number {
    this.#settle();
    return this.#files.open(file, options);
  }

  /** The number of a closed handle may be given to another file at once. */
  close(handle: number): void {
    try {
      this.#settle();
    } finally {
      this.#files.close(handle);
    }
  }

  sizeAt(file: string): number | undefined {
    this.#settle();
    return this.#files.sizeAt(file);
  }

  unlink(file: string): void {
    this.#settle();
    this.#files.unlink(file);
  }

  rename(from: string, to: string): void {
    this.#settle();
    this.#files.rename(from, to);
  }

  syncFolder(folder: string): void {
    this.#settle();
    this.#files.syncFolder(folder);
  }

  identity(handle: number): string {
    return this.#files.identity(handle);
  }

  identityAt(file: string): string | undefined {
    return this.#files.identityAt(file);
  }

  isWritable(file: string): boolean {
    return this.#files.isWritable(file);
  }

  makeFolder(folder: string): void {
    this.#files.makeFolder(folder);
  }

  realPath(file: string): string {
    return this.#files.realPath(file);
  }

  temporaryFolder(): string {
    return this.#files.temporaryFolder();
  }

  /** Waits until all is written; throws what went wrong with it. */
  #settle(): void {
    if (!this.#queue) return;
    this.#queue.drain();
    const error = this.#queue.takeError();
    if (error) throw error;
  }
}

function startThread(): PageQueue {
  const queue = new PageQueue();
  const worker = new Worker(path.join(__dirname, 'pageWriter.js'), { workerData: queue.memory });
  worker.on('error', error => queue.fail(error));
  worker.unref();
  return queue;
}
