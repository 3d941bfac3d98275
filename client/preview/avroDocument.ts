// One Avro file that is open in an editor, and the worker thread that reads it.
import * as vscode from 'vscode';

import { DataSyncError } from '../../shared/errors';
import type { AvroWorkerRequests, OpenRecipe, ReadyFile } from '../../shared/protocol/avroPreview';
import type { Channel } from '../../shared/protocol/channel';
import { startAvroWorker } from '../../shared/worker/startAvroWorker';
import type { Thread } from '../../shared/worker/startThread';

/** Rows that come along with the file: the first page of the table. */
const firstRows = 100;
/** Files that are not on this machine are read whole, up to here. */
const mostRemoteBytes = 64 << 20;

/** Opens its file at once, while the editor's page is still being made. */
export class AvroDocument implements vscode.CustomDocument {
  #worker: Thread<AvroWorkerRequests>;
  #opened: Promise<ReadyFile>;

  constructor(readonly uri: vscode.Uri) {
    this.#worker = startAvroWorker();
    this.#opened = this.#open();
  }

  /** Rejects when the file cannot be opened. */
  get opened(): Promise<ReadyFile> {
    return this.#opened;
  }

  get channel(): Channel<AvroWorkerRequests> {
    return this.#worker.channel;
  }

  /** Begins anew, with what the file holds now. */
  reopen(): void {
    void this.#worker.dispose();
    this.#worker = startAvroWorker();
    this.#opened = this.#open();
  }

  dispose(): void {
    void this.#worker.dispose();
  }

  #open(): Promise<ReadyFile> {
    const opened = openFile(this.uri, this.#worker.channel);
    // Whoever shows the file awaits it and says what is wrong; until then nobody does.
    opened.catch(() => undefined);
    return opened;
  }
}

async function openFile(uri: vscode.Uri, channel: Channel<AvroWorkerRequests>): Promise<ReadyFile> {
  const opened = await channel.request('open', await recipeOf(uri));
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
    const text = `${uri.toString()} has ${size} bytes; from here files of at most ${mostRemoteBytes} bytes can be previewed: copy it to a folder of this machine`;
    throw new DataSyncError('storage.unsupported-url', text, { size });
  }
  return { kind: 'bytes', name: uri.path, bytes: await vscode.workspace.fs.readFile(uri) };
}
