import type { AvroPreviewRequests, FileState } from '../../shared/protocol/avroPreview';
import type { Channel } from '../../shared/protocol/channel';
import { later } from '../later';

export interface FileCountPorts {
  readonly channel: Channel<AvroPreviewRequests>;
  readonly first: FileState;
  readonly onState: (state: FileState, before: FileState) => void;
}

/** How much of the file is known: counted in the background, and looked at again after each read. */
export class FileCount {
  readonly #ports: FileCountPorts;
  #state: FileState;
  /** Reading has cost bytes, and may have met damage that counting did not see: it reads no values. */
  readonly #lookSoon = later(200, () => {
    if (!this.#state.counted) return;
    // A failure here is told where the rows are asked for.
    this.count().catch(() => undefined);
  });

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

  /** Resolves when all rows are counted. */
  async count(): Promise<void> {
    const onProgress = (state: FileState) => this.#take(state);
    this.#take(await this.#ports.channel.request('count', {}, { onProgress }));
  }

  /** Something was read of the file. */
  look(): void {
    this.#lookSoon();
  }

  #take(state: FileState): void {
    const before = this.#state;
    this.#state = state;
    this.#ports.onState(state, before);
  }
}
