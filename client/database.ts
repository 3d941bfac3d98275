// The local database as the rest of the extension sees it: where it lies, and the worker threads that know it.
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

import { writerFile } from '../shared/engine/databaseLock';
import { WorkerThreads } from '../shared/worker/workerThreads';
import type { CloudAccounts } from './clouds/cloudAccounts';
import { databaseFolderOf } from './databaseFolder';

/** The folder of local databases that the user chose, or the extension's own. */
export class LocalDatabase implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #ownFolder: string;
  readonly #settings: vscode.Disposable;
  readonly #threads = new WorkerThreads({
    clouds: () => this.clouds.host,
    texts: vscode.l10n.bundle,
  });
  #lockWatch: vscode.Disposable | undefined;

  /** The folder is another one, or what it holds has changed. */
  readonly onDidChange = this.#changes.event;

  /** A short question; what a user may cancel belongs into a thread of its own. */
  readonly request = this.#threads.request;

  /** One long request, such as a sync, in a thread of its own, which ends with it or with the extension. */
  readonly requestAlone = this.#threads.requestAlone;

  constructor(
    context: vscode.ExtensionContext,
    readonly clouds: Pick<CloudAccounts, 'host'>,
  ) {
    this.#ownFolder = path.join(context.globalStorageUri.fsPath, 'database');
    this.#settings = vscode.workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration('pendoDataSync.databaseFolder')) return;
      void warnOfRelativeFolder(this.#ownFolder);
      this.#watchLock();
      this.#changes.fire();
    });
    void warnOfRelativeFolder(this.#ownFolder);
    this.#watchLock();
  }

  /** Absolute; it need not exist yet. */
  get folder(): string {
    return databaseFolderOf(chosenFolder(), homedir()) ?? this.#ownFolder;
  }

  /** Whoever has changed what it holds says so. */
  announceChange(): void {
    this.#changes.fire();
  }

  /** Runs `body` while no sync writes; it gets undefined where there is no database yet. */
  async whileReading<T>(
    purpose: string,
    body: (folder: string | undefined) => Promise<T>,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<T> {
    const { folder } = this;
    const read = (isThere: boolean) => body(isThere ? folder : undefined);
    return this.#threads.whileReading({ folder, purpose }, read, signal);
  }

  dispose(): void {
    this.#settings.dispose();
    this.#lockWatch?.dispose();
    this.#changes.dispose();
    this.#threads.dispose();
  }

  /** A sync, of whatever window or program, ends with its lock. */
  #watchLock(): void {
    this.#lockWatch?.dispose();
    const pattern = new vscode.RelativePattern(vscode.Uri.file(this.folder), writerFile);
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, true, true, false);
    watcher.onDidDelete(() => this.#changes.fire());
    this.#lockWatch = watcher;
  }
}

function chosenFolder(): string {
  return vscode.workspace.getConfiguration('pendoDataSync').get<string>('databaseFolder', '');
}

/** Who has named a folder and finds no database there shall know why. */
async function warnOfRelativeFolder(ownFolder: string): Promise<void> {
  const chosen = chosenFolder().trim();
  if (chosen === '' || databaseFolderOf(chosen, homedir()) !== undefined) return;
  const { t } = vscode.l10n;
  const text = t(
    'The database folder “{0}” is no absolute path, so that databases lie in {1} until it is one.',
    chosen,
    ownFolder,
  );
  const change = t('Change the folder');
  const answer = await vscode.window.showWarningMessage(text, change);
  if (answer !== change) return;
  const setting = 'pendoDataSync.databaseFolder';
  await vscode.commands.executeCommand('workbench.action.openSettings', setting);
}
