import type * as vscode from 'vscode';

import type { AvroWorkerRequests } from '../../shared/protocol/avroPreview';
import { startAvroWorker } from '../../shared/worker/startAvroWorker';
import type { Thread } from '../../shared/worker/startThread';
import type { CloudAccounts } from '../clouds/cloudAccounts';

/** Milliseconds: not beside the file that is just being opened. */
const prepareAfter = 700;
/** Milliseconds for which a thread waits for a file that nobody opens. */
const waitsFor = 300_000;

/**
 * Threads that read Avro files. Once a file has been opened one more waits for the next: starting it takes as long as
 * reading the first rows.
 */
export class AvroThreads implements vscode.Disposable {
  #spare: Thread<AvroWorkerRequests> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly clouds: Pick<CloudAccounts, 'host'>) {}

  /** A thread for one file. Whoever takes it disposes of it. */
  take(): Thread<AvroWorkerRequests> {
    const thread = this.#spare ?? startAvroWorker(this.clouds.host);
    this.#spare = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#prepare(), prepareAfter);
    return thread;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    void this.#spare?.dispose();
    this.#spare = undefined;
  }

  #prepare(): void {
    this.#spare = startAvroWorker(this.clouds.host);
    this.#timer = setTimeout(() => this.dispose(), waitsFor);
  }
}
