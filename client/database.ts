// The local database as the rest of the extension sees it: where it lies, and the worker threads that know it.
import path from 'node:path';
import * as vscode from 'vscode';

import { writerFile, type DatabaseLock } from '../shared/engine/databaseLock';
import { DataSyncError } from '../shared/errors';
import type { Channel } from '../shared/protocol/channel';
import type { WorkerRequests } from '../shared/protocol/worker';
import { lockForReading } from '../shared/worker/lockForReading';
import { startWorker, type WorkerHandle } from '../shared/worker/startWorker';
import type { CloudAccounts } from './clouds/cloudAccounts';

/** How long the thread for short questions stays without one. */
const idleTime = 60_000;

type Request = Channel<WorkerRequests>['request'];

/** The folder of local databases that the user chose, or the extension's own. */
export class LocalDatabase implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #ownFolder: string;
  readonly #settings: vscode.Disposable;
  readonly #alone = new Set<WorkerHandle>();
  #lockWatch: vscode.Disposable | undefined;
  #shared: WorkerHandle | undefined;
  #underWay = 0;
  #idle: NodeJS.Timeout | undefined;

  /** The folder is another one, or what it holds has changed. */
  readonly onDidChange = this.#changes.event;

  constructor(
    context: vscode.ExtensionContext,
    readonly clouds: Pick<CloudAccounts, 'host'>,
  ) {
    this.#ownFolder = path.join(context.globalStorageUri.fsPath, 'database');
    this.#settings = vscode.workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration('pendoDataSync.databaseFolder')) return;
      this.#watchLock();
      this.#changes.fire();
    });
    this.#watchLock();
  }

  /** Absolute; it need not exist yet. */
  get folder(): string {
    const chosen = vscode.workspace
      .getConfiguration('pendoDataSync')
      .get<string>('databaseFolder', '')
      .trim();
    return path.isAbsolute(chosen) ? chosen : this.#ownFolder;
  }

  /** Whoever has changed what it holds says so. */
  announceChange(): void {
    this.#changes.fire();
  }

  /**
   * A short question, answered by a thread that all share: it starts with the first and ends when there
   * have been none for a while. What a user may cancel belongs into a thread of its own.
   */
  readonly request: Request = async (type, params, options) => {
    this.#underWay++;
    clearTimeout(this.#idle);
    const worker = (this.#shared ??= startWorker({ clouds: this.clouds.host }));
    try {
      return await worker.channel.request(type, params, options);
    } catch (error) {
      if (isBroken(error) && this.#shared === worker) this.#retireShared();
      throw error;
    } finally {
      this.#underWay--;
      if (this.#underWay === 0) this.#idle = setTimeout(() => this.#endShared(), idleTime);
    }
  };

  /** One long request, such as a sync, in a thread of its own, which ends with it or with the extension. */
  readonly requestAlone: Request = async (type, params, options) => {
    const worker = startWorker({ clouds: this.clouds.host });
    this.#alone.add(worker);
    try {
      return await worker.channel.request(type, params, options);
    } finally {
      this.#alone.delete(worker);
      await worker.dispose();
    }
  };

  /** Runs `body` while no sync writes; it gets undefined where there is no database yet. */
  async whileReading<T>(
    purpose: string,
    body: (folder: string | undefined) => Promise<T>,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<T> {
    const { folder } = this;
    const lock = await this.#lockIfThere(folder, purpose, signal);
    if (!lock) return body(undefined);
    try {
      return await body(folder);
    } finally {
      await lock.release();
    }
  }

  dispose(): void {
    this.#settings.dispose();
    this.#lockWatch?.dispose();
    this.#changes.dispose();
    this.#endShared();
    for (const worker of this.#alone) void worker.dispose();
  }

  async #lockIfThere(
    folder: string,
    purpose: string,
    signal: AbortSignal,
  ): Promise<DatabaseLock | undefined> {
    const channel: Channel<WorkerRequests> = { request: this.request, close: () => undefined };
    try {
      return await lockForReading({ channel }, folder, purpose, signal);
    } catch (error) {
      if (error instanceof DataSyncError && error.code === 'engine.no-database') return undefined;
      throw error;
    }
  }

  /** A thread that broke may answer nobody any more; who still waits for it gets the time of an idle one. */
  #retireShared(): void {
    const worker = this.#shared;
    this.#shared = undefined;
    setTimeout(() => void worker?.dispose(), idleTime).unref();
  }

  /** A sync, of whatever window or program, ends with its lock. */
  #watchLock(): void {
    this.#lockWatch?.dispose();
    const pattern = new vscode.RelativePattern(vscode.Uri.file(this.folder), writerFile);
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, true, true, false);
    watcher.onDidDelete(() => this.#changes.fire());
    this.#lockWatch = watcher;
  }

  #endShared(): void {
    clearTimeout(this.#idle);
    void this.#shared?.dispose();
    this.#shared = undefined;
  }
}

function isBroken(error: unknown): boolean {
  return (
    error instanceof DataSyncError &&
    (error.code === 'internal' || error.code === 'engine.too-large')
  );
}
