// The thread that runs statements and holds their results: started with the first, ended when it cannot be asked any more.
import * as vscode from 'vscode';

import { DataSyncError } from '../../shared/errors';
import type { Channel } from '../../shared/protocol/channel';
import type { QueryWorkerRequests, ResultEnd } from '../../shared/protocol/queryGrid';
import { startQueryWorker } from '../../shared/worker/startQueryWorker';
import type { Thread } from '../../shared/worker/startThread';
import type { RunOrder, RunTask } from '../../shared/worker/query/statementRuns';
import type { LocalDatabase } from '../database';
import { purposeOfQueries } from './queryTexts';

/** A statement, and the database that it asks. */
export interface AskedStatement extends RunOrder {
  readonly subscription: string;
  readonly application: string;
  /** Its plan is wanted, not its rows. */
  readonly explains?: boolean;
}

/** A sync is waited for this long without a word. */
const waitMillis = 400;

/** Whoever makes it disposes of it. */
export class QueryThread implements vscode.Disposable {
  readonly #database: LocalDatabase;
  readonly #onEnd: () => void;
  #thread: Thread<QueryWorkerRequests> | undefined;

  /** `onEnd` hears that no result is there any more. */
  constructor(database: LocalDatabase, onEnd: () => void) {
    this.#database = database;
    this.#onEnd = onEnd;
  }

  /** To ask for results. */
  get channel(): Channel<QueryWorkerRequests> {
    if (!this.#thread) {
      throw new DataSyncError('query.closed', vscode.l10n.t('there is no result any more'));
    }
    return this.#thread.channel;
  }

  /** Runs a statement while no sync writes. Resolves when its result is whole or stopped. */
  async run(task: RunTask<AskedStatement>): Promise<ResultEnd> {
    const waiting = setTimeout(() => task.tell({ kind: 'waiting' }), waitMillis);
    try {
      return await this.#database.whileReading(
        purposeOfQueries,
        async folder => {
          clearTimeout(waiting);
          return this.#runIn(folder ?? this.#database.folder, task);
        },
        task.signal,
      );
    } finally {
      clearTimeout(waiting);
    }
  }

  /** Lets results go: nobody waits for it, and a thread that has ended holds nothing. */
  close(results: readonly number[]): void {
    for (const result of results) {
      this.#thread?.channel.request('close', { result }).catch(() => undefined);
    }
  }

  dispose(): void {
    void this.#thread?.dispose();
  }

  async #runIn(
    database: string,
    { order, result, tell, signal }: RunTask<AskedStatement>,
  ): Promise<ResultEnd> {
    const { subscription, application, sql, explains = false } = order;
    tell({ kind: 'running' });
    const thread = (this.#thread ??= startQueryWorker(vscode.l10n.bundle));
    try {
      const statement = { database, subscription, application, sql, explains, result };
      return await thread.channel.request('run', statement, {
        signal,
        onProgress: size => tell({ kind: 'rows', ...size }),
      });
    } catch (error) {
      if (thread.isEnded() || !isAnswer(error)) await this.#end(thread);
      throw error;
    }
  }

  /** A thread that was ended, or broke, answers nobody any more; its files are closed before the lock is. */
  async #end(thread: Thread<QueryWorkerRequests>): Promise<void> {
    this.#thread = undefined;
    await thread.dispose();
    this.#onEnd();
  }
}

function isAnswer(error: unknown): boolean {
  return (
    error instanceof DataSyncError && error.code !== 'internal' && error.code !== 'engine.too-large'
  );
}
