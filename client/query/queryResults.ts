// Runs statements, one after the other, and says where each stands. In a bundle of its own.
import * as vscode from 'vscode';

import { DataSyncError } from '../../shared/errors';
import type {
  QueryWorkerRequests,
  ResultEnd,
  ResultState,
  ShownResults,
} from '../../shared/protocol/queryGrid';
import type { Channel } from '../../shared/protocol/channel';
import { statementLabel } from '../../shared/sql/statementLabel';
import { startQueryWorker } from '../../shared/worker/startQueryWorker';
import type { Thread } from '../../shared/worker/startThread';
import {
  StatementRuns,
  type RunOrder,
  type RunTask,
} from '../../shared/worker/query/statementRuns';
import { placeError } from './placeError';
import type { QueryParts } from './queryParts';
import { serveResults } from './serveResults';

/** A statement of a document. */
export interface StatementOrder {
  readonly subscription: string;
  readonly application: string;
  readonly sql: string;
  readonly document: vscode.TextDocument;
  /** Where it begins in the document. */
  readonly start: number;
  /** Its plan is wanted, not its rows. */
  readonly explains?: boolean;
}

type Order = StatementOrder & RunOrder;

/** A sync is waited for this long without a word. */
const waitMillis = 400;

export class QueryResults implements vscode.Disposable {
  readonly #parts: QueryParts;
  readonly #openQueries: () => Promise<void>;
  readonly #changes = new vscode.EventEmitter<ShownResults>();
  readonly #problems = vscode.languages.createDiagnosticCollection('pendoDataSync.query');
  readonly #edits: vscode.Disposable;
  readonly #runs: StatementRuns<Order>;
  #thread: Thread<QueryWorkerRequests> | undefined;

  readonly onDidChange = this.#changes.event;

  constructor(parts: QueryParts, openQueries: () => Promise<void>) {
    this.#parts = parts;
    this.#openQueries = openQueries;
    this.#edits = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.#problems.delete(document.uri);
    });
    this.#runs = new StatementRuns({
      run: task => this.#run(task),
      close: results => this.#close(results),
      onChange: () => this.#tellChange(),
      onFailure: (order, error) => this.#tellFailure(order, error),
    });
  }

  get shown(): ShownResults {
    return this.#runs.shown;
  }

  /** The thread that holds the results. */
  get channel(): Channel<QueryWorkerRequests> {
    if (!this.#thread) throw new DataSyncError('query.closed', 'there is no result any more');
    return this.#thread.channel;
  }

  /** Where the statement of a result stands. */
  order(result: number): StatementOrder | undefined {
    return this.#runs.order(result);
  }

  /**
   * Runs statements one after the other, each into a tab of its own; what runs is stopped before. The first that fails or
   * is cancelled stops the rest. Resolves with how each ended, when the last result is whole.
   */
  run(orders: readonly StatementOrder[]): Promise<readonly ResultState[]> {
    return this.#runs.run(
      orders.map(order => {
        const { document, start, sql, explains = false } = order;
        const name = statementLabel(document.getText(), start, start + sql.length);
        const label = explains ? vscode.l10n.t('Plan: {0}', name) : name;
        return { ...order, label, key: `${document.uri.toString()} ${explains} ${sql}` };
      }),
    );
  }

  /** The statement of a result once more. */
  again(result: number): Promise<void> {
    return this.#runs.again(result);
  }

  openQueries(): Promise<void> {
    return this.#openQueries();
  }

  /** Stops the statement that runs and those that wait; rows that are there stay. */
  cancel(): void {
    this.#runs.cancel();
  }

  /** Puts a result in front. */
  activate(result: number): void {
    this.#runs.activate(result);
  }

  /** The thread does not hold the rows of a result any more. */
  forget(result: number): void {
    this.#runs.forget(result);
  }

  /** Fills the view. */
  show(view: vscode.WebviewView): void {
    serveResults(view, this, this.#parts.context.extensionUri);
  }

  dispose(): void {
    this.#runs.cancel();
    this.#edits.dispose();
    this.#problems.dispose();
    this.#changes.dispose();
    void this.#thread?.dispose();
  }

  async #run(task: RunTask<Order>): Promise<ResultEnd> {
    const { order, tell, signal } = task;
    this.#problems.delete(order.document.uri);
    const waiting = setTimeout(() => tell({ kind: 'waiting' }), waitMillis);
    try {
      return await this.#parts.database.whileReading(
        vscode.l10n.t('a query in VS Code'),
        async folder => {
          clearTimeout(waiting);
          return this.#runIn(folder ?? this.#parts.database.folder, task);
        },
        signal,
      );
    } finally {
      clearTimeout(waiting);
    }
  }

  async #runIn(
    database: string,
    { order, result, tell, signal }: RunTask<Order>,
  ): Promise<ResultEnd> {
    const { subscription, application, sql, explains = false } = order;
    tell({ kind: 'running' });
    const thread = (this.#thread ??= startQueryWorker());
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

  /** A thread that did not stop in time, or broke, answers nobody any more; its files are closed before the lock is. */
  async #end(thread: Thread<QueryWorkerRequests>): Promise<void> {
    this.#thread = undefined;
    await thread.dispose();
    this.#runs.forget();
  }

  /** Nobody waits for it, and a thread that has ended holds nothing. */
  #close(results: readonly number[]): void {
    for (const result of results) {
      this.#thread?.channel.request('close', { result }).catch(() => undefined);
    }
  }

  #tellFailure(order: Order, error: DataSyncError): void {
    const { code, message } = error;
    if (code === 'internal') this.#parts.log.error(error);
    else this.#parts.log.warn(`${code}: ${message}`);
    if (code === 'engine.sql' || code === 'engine.read-only') {
      this.#problems.set(order.document.uri, placeError(order, error));
    }
  }

  #tellChange(): void {
    const { isRunning, shown } = this.#runs;
    void vscode.commands.executeCommand('setContext', 'pendoDataSync.isQuerying', isRunning);
    this.#changes.fire(shown);
  }
}

function isAnswer(error: unknown): boolean {
  return (
    error instanceof DataSyncError && error.code !== 'internal' && error.code !== 'engine.too-large'
  );
}
