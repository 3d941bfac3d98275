// One Avro file that is open in an editor, and the worker thread that reads it.
import * as vscode from 'vscode';

import { DataSyncError } from '../../shared/errors';
import type { AvroWorkerRequests, OpenRecipe, ReadyFile } from '../../shared/protocol/avroPreview';
import type { Channel } from '../../shared/protocol/channel';
import type { Thread } from '../../shared/worker/startThread';
import type { LocalDatabase } from '../database';
import { storedPlaceOf } from '../files/documentUri';
import { storedFileScheme } from '../files/storedFileUri';
import type { AvroThreads } from './avroThreads';
import { FileWatch } from './fileWatch';

/** Rows that come along with the file: the first page of the table. */
const firstRows = 100;
/** Files that are not on this machine are read whole, up to here. */
const mostRemoteBytes = 64 << 20;

/** What a document needs of the extension. */
export interface AvroDocumentPorts {
  readonly threads: Pick<AvroThreads, 'take'>;
  readonly database: Pick<LocalDatabase, 'request'>;
}

/** Opens its file at once, while the editor's page is still being made, and anew when it changes on disk. */
export class AvroDocument implements vscode.CustomDocument {
  readonly #watch: FileWatch;
  readonly #reopened = new vscode.EventEmitter<void>();
  readonly #finishing = new Set<Promise<unknown>>();
  #worker: Thread<AvroWorkerRequests>;
  #opened: Promise<ReadyFile>;
  #isReopening = false;

  constructor(
    readonly uri: vscode.Uri,
    readonly ports: AvroDocumentPorts,
  ) {
    this.#worker = ports.threads.take();
    this.#watch = new FileWatch(uri, () => void this.#reopenWhenFree());
    this.#opened = this.#open();
  }

  /** Another state of the file is shown from now on. */
  get onDidReopen(): vscode.Event<void> {
    return this.#reopened.event;
  }

  /** Rejects when the file cannot be opened. */
  get opened(): Promise<ReadyFile> {
    return this.#opened;
  }

  get channel(): Channel<AvroWorkerRequests> {
    return this.#worker.channel;
  }

  /** Work that is not cut off when the file changes: it ends by itself, and says what happened. */
  async finish<T>(work: Promise<T>): Promise<T> {
    this.#finishing.add(work);
    try {
      return await work;
    } finally {
      this.#finishing.delete(work);
    }
  }

  /** Begins anew, with what the file holds now. */
  reopen(): void {
    this.#begin(undefined);
  }

  dispose(): void {
    this.#watch.dispose();
    this.#reopened.dispose();
    void this.#worker.dispose();
  }

  async #reopenWhenFree(): Promise<void> {
    if (this.#isReopening) return;
    this.#isReopening = true;
    await Promise.allSettled(this.#finishing);
    this.#isReopening = false;
    this.#begin(Date.now());
  }

  #begin(changed: number | undefined): void {
    const text = vscode.l10n.t(
      '{0} was read anew; what was asked of it before ended, and nothing was written',
      this.uri.path,
    );
    this.#worker.channel.close(new DataSyncError('storage.changed', text));
    void this.#worker.dispose();
    this.#worker = this.ports.threads.take();
    this.#watch.restart();
    this.#opened = this.#open(changed);
    this.#reopened.fire();
  }

  async #recipe(): Promise<OpenRecipe> {
    if (this.uri.scheme !== storedFileScheme) return recipeOf(this.uri);
    const place = storedPlaceOf(this.uri);
    const { rowCount } = await this.ports.database.request('eventCount', place);
    return { kind: 'stored', ...place, ...(rowCount === null ? {} : { rowCount }) };
  }

  #open(changed?: number): Promise<ReadyFile> {
    const { channel } = this.#worker;
    const opened = this.#recipe().then(recipe => openFile(recipe, channel));
    const told = changed === undefined ? opened : opened.then(ready => ({ ...ready, changed }));
    // What is wrong is said by whoever shows the file.
    told.catch(() => {
      if (this.#opened === told) this.#watch.forget();
    });
    return told;
  }
}

async function openFile(
  recipe: OpenRecipe,
  channel: Channel<AvroWorkerRequests>,
): Promise<ReadyFile> {
  const opened = await channel.request('open', recipe);
  const range = {
    view: 'file',
    start: 0,
    end: Math.min(firstRows, opened.state.estimate),
  } as const;
  return { opened, first: await channel.request('rows', { ...range, raw: false }) };
}

async function recipeOf(uri: vscode.Uri): Promise<OpenRecipe> {
  if (uri.scheme === 'file') return { kind: 'file', path: uri.fsPath };
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > mostRemoteBytes) {
    const text = vscode.l10n.t(
      '{0} has {1} bytes; from here files of at most {2} bytes can be previewed: copy it to a folder of this machine',
      ...[uri.toString(), size, mostRemoteBytes],
    );
    throw new DataSyncError('storage.unsupported-url', text, { size });
  }
  return { kind: 'bytes', name: uri.path, bytes: await vscode.workspace.fs.readFile(uri) };
}
