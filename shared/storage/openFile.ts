// One open file, read by range through one handle.
import type { FileHandle } from 'node:fs/promises';

import { DataSyncError } from '../errors';

import { fileSystemError } from './fileSystemError';
import { fileVersion } from './fileVersion';
import type { OpenObject } from './objectStore';

/** Takes over the handle: it is closed when the object is closed, or when this fails. */
export async function openFile(
  handle: FileHandle,
  name: string,
  shown: string,
): Promise<OpenObject> {
  const stats = await handle.stat({ bigint: true }).catch(async (error: unknown) => {
    await handle.close();
    return fileSystemError('read', shown)(error);
  });
  return new OpenFile(handle, name, shown, Number(stats.size), fileVersion(stats));
}

class OpenFile implements OpenObject {
  readonly #handle: FileHandle;
  readonly #shown: string;

  constructor(
    handle: FileHandle,
    readonly name: string,
    shown: string,
    readonly size: number,
    readonly version: string,
  ) {
    this.#handle = handle;
    this.#shown = shown;
  }

  async read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    signal?.throwIfAborted();
    const from = Math.max(0, start);
    const length = Math.max(0, Math.min(end, this.size) - from);
    // Not from Buffer's pool: the caller may transfer the array to another thread.
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.#handle
        .read(bytes, filled, length - filled, from + filled)
        .catch(fileSystemError('read', this.#shown));
      signal?.throwIfAborted();
      if (bytesRead === 0) throw this.#changed();
      filled += bytesRead;
    }
    await this.#assertUnchanged();
    return bytes;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  /** Asked after the read, so that bytes written during it are noticed too. */
  async #assertUnchanged(): Promise<void> {
    const stats = await this.#handle
      .stat({ bigint: true })
      .catch(fileSystemError('read', this.#shown));
    if (fileVersion(stats) !== this.version) throw this.#changed();
  }

  #changed(): DataSyncError {
    return new DataSyncError(
      'storage.changed',
      `${this.#shown} changed while it was read; wait until it is written and try again`,
      { path: this.name },
    );
  }
}
