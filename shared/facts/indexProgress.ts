import type { ByteSource } from '../avro/byteSource';

/** What is going to be read. */
export interface Total {
  readonly fileCount: number;
  readonly byteCount: number;
}

/** How far the reading of files has come. */
export interface IndexProgress extends Total {
  readonly files: number;
  readonly bytes: number;
}

/** The progress of one file. */
export interface FileProgress {
  /** The same source; what is read of it counts. */
  watch(source: ByteSource): ByteSource;
  /** The file counts as read, whatever of it was skipped. */
  end(): void;
}

/** Adds up what is read of several files. */
export class ProgressCounter {
  #files = 0;
  #bytes = 0;

  constructor(
    private readonly total: Total,
    private readonly onProgress: (progress: IndexProgress) => void = () => undefined,
  ) {}

  startFile(size: number): FileProgress {
    let left = size;
    const add = (bytes: number): void => {
      const counted = Math.min(bytes, left);
      left -= counted;
      this.#bytes += counted;
      this.onProgress({ files: this.#files, bytes: this.#bytes, ...this.total });
    };
    return {
      watch: source => ({
        name: source.name,
        size: source.size,
        read: async (start, end, signal) => {
          const bytes = await source.read(start, end, signal);
          add(bytes.length);
          return bytes;
        },
      }),
      end: () => {
        this.#files++;
        add(left);
      },
    };
  }
}
