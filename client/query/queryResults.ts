// Runs statements, one after the other, and says where each stands. In a bundle of its own.
import * as vscode from 'vscode';

import type { DataSyncError } from '../../shared/errors';
import type {
  QueryWorkerRequests,
  ResultState,
  ShownResults,
} from '../../shared/protocol/queryGrid';
import type { Channel } from '../../shared/protocol/channel';
import { statementLabel } from '../../shared/sql/statementLabel';
import { StatementRuns, type RunOrder } from '../../shared/worker/query/statementRuns';
import { placeError } from './placeError';
import type { QueryParts } from './queryParts';
import { QueryThread } from './queryThread';
import { resultNumbers } from './resultNumbers';
import { serveResults, showStatement, type ServedResults } from './serveResults';

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

export class QueryResults implements ServedResults, vscode.Disposable {
  readonly #parts: QueryParts;
  readonly #openQueries: () => Promise<void>;
  readonly #changes = new vscode.EventEmitter<ShownResults>();
  readonly #problems = vscode.languages.createDiagnosticCollection('pendoDataSync.query');
  readonly #edits: vscode.Disposable;
  readonly #runs: StatementRuns<Order>;
  readonly #thread: QueryThread;

  readonly onDidChange = this.#changes.event;

  constructor(parts: QueryParts, openQueries: () => Promise<void>) {
    this.#parts = parts;
    this.#thread = new QueryThread(parts.database, () => this.#runs.forget());
    this.#openQueries = openQueries;
    this.#edits = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.#problems.delete(document.uri);
    });
    this.#runs = new StatementRuns({
      nextResult: resultNumbers(),
      run: task => {
        this.#problems.delete(task.order.document.uri);
        return this.#thread.run(task);
      },
      close: results => this.#thread.close(results),
      onChange: () => this.#tellChange(),
      onFailure: (order, error) => this.#tellFailure(order, error),
    });
  }

  get shown(): ShownResults {
    return this.#runs.shown;
  }

  /** The thread that holds the results. */
  get channel(): Channel<QueryWorkerRequests> {
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

  /** Shows the statement of a result in its document. */
  showStatement(result: number): Promise<void> {
    return showStatement(this.order(result));
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
    this.#thread.dispose();
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
