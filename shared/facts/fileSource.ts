// A file's text by ranges, read from disk whenever it is asked for: a large file is never in memory.
import { closeSync, constants as fsConstants, fstatSync, openSync, readSync } from 'node:fs';
import { constants } from 'node:buffer';

import { DataSyncError } from '../errors';
import type { TextSource } from '../json/textSource';
import { fileSystemError } from '../storage/fileSystemError';
import { fileVersion } from '../storage/fileVersion';
import { bytesText } from '../util/humanText';

/** A file as it was when it was first looked at. */
export interface FileState {
  /** Absolute. */
  readonly location: string;
  readonly size: number;
  readonly version: string;
}

/** Read at once, so that small ranges that follow each other cost one read. */
const windowBytes = 1_000_000;

/** The bytes of a UTF-8 file, and the text that they mean. What cannot be read throws `storage.*`. */
export class FileSource implements TextSource {
  #start = 0;
  #window: Buffer = Buffer.alloc(0);

  constructor(private readonly file: FileState) {}

  get length(): number {
    return this.file.size;
  }

  scan(start: number, end: number): { readonly text: string; readonly at: number } {
    return { text: this.bytes(start, end).toString('latin1'), at: 0 };
  }

  read(start: number, end: number): string {
    if (end - start > constants.MAX_STRING_LENGTH) throw this.#tooLarge(end - start);
    return this.bytes(start, end).toString('utf8');
  }

  /** Valid until other bytes are asked for. */
  bytes(start: number, end: number): Buffer {
    const isInWindow = start >= this.#start && end <= this.#start + this.#window.length;
    if (!isInWindow) {
      const size = Math.min(Math.max(end - start, windowBytes), this.length - start);
      this.#window = this.#readBytes(start, size);
      this.#start = start;
    }
    return this.#window.subarray(start - this.#start, end - this.#start);
  }

  #readBytes(start: number, size: number): Buffer {
    const { location, version } = this.file;
    try {
      const descriptor = openSync(location, fsConstants.O_RDONLY);
      try {
        const stats = fstatSync(descriptor, { bigint: true });
        if (fileVersion(stats) !== version) throw this.#changed();
        const bytes = Buffer.allocUnsafeSlow(size);
        let done = 0;
        while (done < size) {
          const count = readSync(descriptor, bytes, done, size - done, start + done);
          if (count === 0) throw this.#changed();
          done += count;
        }
        return bytes;
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      if (error instanceof DataSyncError) throw error;
      return fileSystemError('read', location)(error);
    }
  }

  #changed(): DataSyncError {
    const { location } = this.file;
    const message = `${location} changed while it was read; nothing is said of it: try again`;
    return new DataSyncError('storage.changed', message, { path: location });
  }

  /** JavaScript's strings have a limit, which a file has to keep only where its exports cannot be told apart. */
  #tooLarge(size: number): DataSyncError {
    const { location } = this.file;
    const limit = bytesText(constants.MAX_STRING_LENGTH);
    const message = `${location} has a part of ${bytesText(size)} that must be read at once, because brackets do not match or an export is that large; at most ${limit} can be`;
    return new DataSyncError('storage.read-failed', message, { path: location, size });
  }
}
