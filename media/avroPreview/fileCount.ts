import type { AvroPreviewRequests, FileState } from '../../shared/protocol/avroPreview';
import type { Channel } from '../../shared/protocol/channel';

export interface FileCountPorts {
  readonly channel: Channel<AvroPreviewRequests>;
  readonly first: FileState;
  readonly onState: (state: FileState, before: FileState) => void;
}

/** How much of the file is known: counted in the background, and looked at again after each read. */
export class FileCount {
  readonly #ports: FileCountPorts;
  #state: FileState;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isCounting = false;

  constructor(ports: FileCountPorts) {
    this.#ports = ports;
    this.#state = ports.first;
  }

  get state(): FileState {
    return this.#state;
  }

  /** Rows of the file, as far as known. */
  get rowCount(): number {
    const { counted, rowCount, estimate } = this.#state;
    return counted ? rowCount : estimate;
  }

  get isCounting(): boolean {
    return this.#isCounting;
  }

  /** Resolves when all rows are counted. */
  async count(): Promise<void> {
    const onProgress = (state: FileState) => this.#take(state);
    this.#isCounting = true;
    try {
      const state = await this.#ports.channel.request('count', {}, { onProgress });
      this.#isCounting = false;
      this.#take(state);
    } finally {
      this.#isCounting = false;
    }
  }

  /** Something is read of the file: it costs bytes, and may meet damage that counting does not see, which reads no values. */
  look(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (!this.#state.counted) return;
      // A failure here is told where the rows are asked for.
      this.count().catch(() => undefined);
    }, 200);
  }

  #take(state: FileState): void {
    const before = this.#state;
    this.#state = state;
    this.#ports.onState(state, before);
  }
}
