// Runs statements, one at a time, and says where each stands. In a bundle of its own.
import * as vscode from 'vscode';

import { DataSyncError, toDataSyncError } from '../../shared/errors';
import type { QueryWorkerRequests, ResultState } from '../../shared/protocol/queryGrid';
import type { Channel } from '../../shared/protocol/channel';
import { startQueryWorker } from '../../shared/worker/startQueryWorker';
import type { Thread } from '../../shared/worker/startThread';
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

/** A sync is waited for this long without a word. */
const waitMillis = 400;

export class QueryResults implements vscode.Disposable {
  readonly #parts: QueryParts;
  readonly #openQueries: () => Promise<void>;
  readonly #changes = new vscode.EventEmitter<ResultState>();
  readonly #problems = vscode.languages.createDiagnosticCollection('pendoDataSync.query');
  readonly #edits: vscode.Disposable;
  #thread: Thread<QueryWorkerRequests> | undefined;
  #controller = new AbortController();
  #underWay: Promise<void> = Promise.resolve();
  #state: ResultState = { kind: 'empty' };
  #order: StatementOrder | undefined;
  #runs = 0;

  readonly onDidChange = this.#changes.event;

  constructor(parts: QueryParts, openQueries: () => Promise<void>) {
    this.#parts = parts;
    this.#openQueries = openQueries;
    this.#edits = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.#problems.delete(document.uri);
    });
  }

  get state(): ResultState {
    return this.#state;
  }

  /** The thread that holds the result. */
  get channel(): Channel<QueryWorkerRequests> {
    if (!this.#thread) throw new DataSyncError('internal', 'there is no result any more');
    return this.#thread.channel;
  }

  /** Where the statement whose result is shown stands. */
  get order(): StatementOrder | undefined {
    return this.#order;
  }

  /** Runs a statement; one that runs is stopped before. Resolves when the result is whole. */
  async run(order: StatementOrder): Promise<void> {
    this.#controller.abort();
    const controller = new AbortController();
    this.#controller = controller;
    const run = ++this.#runs;
    const before = this.#underWay;
    this.#underWay = (async () => {
      await before;
      if (run === this.#runs) await this.#run(order, run, controller.signal);
    })();
    return this.#underWay;
  }

  /** The last statement once more. */
  async again(): Promise<void> {
    if (this.#order) await this.run(this.#order);
  }

  openQueries(): Promise<void> {
    return this.#openQueries();
  }

  /** Stops the statement that runs; rows that are there stay. */
  cancel(): void {
    this.#controller.abort();
  }

  /** Fills the view. */
  show(view: vscode.WebviewView): void {
    serveResults(view, this, this.#parts.context.extensionUri);
  }

  dispose(): void {
    this.#controller.abort();
    this.#edits.dispose();
    this.#problems.dispose();
    this.#changes.dispose();
    void this.#thread?.dispose();
  }

  async #run(order: StatementOrder, run: number, signal: AbortSignal): Promise<void> {
    this.#order = order;
    this.#problems.delete(order.document.uri);
    const { sql } = order;
    this.#become({ kind: 'running', run, sql });
    const waiting = setTimeout(() => this.#become({ kind: 'waiting', run, sql }), waitMillis);
    try {
      await this.#parts.database.whileReading(
        vscode.l10n.t('a query in VS Code'),
        async folder => {
          clearTimeout(waiting);
          await this.#runIn(folder ?? this.#parts.database.folder, order, run, signal);
        },
        signal,
      );
    } catch (thrown) {
      this.#fail(order, run, signal.aborted ? undefined : toDataSyncError(thrown));
    } finally {
      clearTimeout(waiting);
    }
  }

  async #runIn(
    database: string,
    ...[{ subscription, application, sql, explains = false }, run, signal]: readonly [
      StatementOrder,
      number,
      AbortSignal,
    ]
  ): Promise<void> {
    if (this.#state.kind === 'waiting') this.#become({ kind: 'running', run, sql });
    const thread = (this.#thread ??= startQueryWorker());
    try {
      const statement = { database, subscription, application, sql, explains };
      const { isWhole, ...size } = await thread.channel.request('run', statement, {
        signal,
        onProgress: value => {
          this.#become({ kind: 'rows', run, sql, ...value, ending: 'counting' });
        },
      });
      this.#become({ kind: 'rows', run, sql, ...size, ending: isWhole ? 'whole' : 'stopped' });
    } catch (error) {
      // A thread that was ended, or broke, answers nobody any more; its files are closed before the lock is.
      if (signal.aborted || !isAnswer(error)) {
        this.#thread = undefined;
        await thread.dispose();
      }
      throw error;
    }
  }

  /** Without an error it was cancelled. */
  #fail(order: StatementOrder, run: number, error: DataSyncError | undefined): void {
    const { sql } = order;
    if (!error) return this.#become({ kind: 'cancelled', run, sql });
    const { code, message } = error;
    if (code === 'internal') this.#parts.log.error(error);
    else this.#parts.log.warn(`${code}: ${message}`);
    this.#become({ kind: 'failed', run, sql, code, message });
    if (code === 'engine.sql' || code === 'engine.read-only') {
      this.#problems.set(order.document.uri, placeError(order, error));
    }
  }

  #become(state: ResultState): void {
    this.#state = state;
    const isRunning =
      state.kind === 'running' ||
      state.kind === 'waiting' ||
      (state.kind === 'rows' && state.ending === 'counting');
    void vscode.commands.executeCommand('setContext', 'pendoDataSync.isQuerying', isRunning);
    this.#changes.fire(state);
  }
}

function isAnswer(error: unknown): boolean {
  return (
    error instanceof DataSyncError && error.code !== 'internal' && error.code !== 'engine.too-large'
  );
}
