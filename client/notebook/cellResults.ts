// The results of one cell: a tab for each of its statements, shown below it.
import * as vscode from 'vscode';

import type { DataSyncError } from '../../shared/errors';
import type { Channel } from '../../shared/protocol/channel';
import type {
  QueryWorkerRequests,
  ResultState,
  ShownResults,
} from '../../shared/protocol/queryGrid';
import { splitStatements } from '../../shared/sql/splitStatements';
import { statementLabel } from '../../shared/sql/statementLabel';
import { StatementRuns, type RunOrder } from '../../shared/worker/query/statementRuns';
import type { QueryThread } from '../query/queryThread';
import type { StatementOrder } from '../query/queryResults';
import type { ServedResults } from '../query/serveResults';
import type { BoundDatabase } from '../query/databaseOfDocument';

type Order = StatementOrder & RunOrder;

/** What a cell's results need of their notebook. */
export interface CellPorts {
  readonly thread: QueryThread;
  /** The thread holds the results of all cells: each has a number of its own. */
  readonly nextResult: () => number;
  readonly onFailure: (order: StatementOrder, error: DataSyncError) => void;
  /** Runs the cell once more. */
  readonly runAgain: () => void;
}

export class CellResults implements ServedResults, vscode.Disposable {
  readonly #ports: CellPorts;
  readonly cell: vscode.NotebookCell;
  readonly #changes = new vscode.EventEmitter<ShownResults>();
  readonly #runs: StatementRuns<Order>;

  readonly onDidChange = this.#changes.event;

  constructor(cell: vscode.NotebookCell, ports: CellPorts) {
    this.cell = cell;
    this.#ports = ports;
    this.#runs = new StatementRuns<Order>({
      nextResult: ports.nextResult,
      run: task => ports.thread.run(task),
      close: results => ports.thread.close(results),
      onChange: () => this.#changes.fire(this.shown),
      onFailure: ports.onFailure,
    });
  }

  get shown(): ShownResults {
    return this.#runs.shown;
  }

  get channel(): Channel<QueryWorkerRequests> {
    return this.#ports.thread.channel;
  }

  order(result: number): StatementOrder | undefined {
    return this.#runs.order(result);
  }

  /** Runs the statements of the cell, one after the other. Resolves with how each ended. */
  run({ ids }: BoundDatabase): Promise<readonly ResultState[]> {
    const { document } = this.cell;
    const text = document.getText();
    const orders = splitStatements(text).map(({ start, end }) => {
      const sql = text.slice(start, end);
      return {
        ...ids,
        sql,
        document,
        start,
        label: statementLabel(text, start, end),
        key: `${start}`,
      };
    });
    return this.#runs.run(orders);
  }

  cancel(): void {
    this.#runs.cancel();
  }

  activate(result: number): void {
    this.#runs.activate(result);
  }

  forget(result?: number): void {
    this.#runs.forget(result);
  }

  again(): void {
    this.#ports.runAgain();
  }

  showStatement(): void {
    const { notebook, index } = this.cell;
    const range = new vscode.NotebookRange(index, index + 1);
    void vscode.window.showNotebookDocument(notebook, { selections: [range] });
  }

  openQueries(): void {
    void vscode.commands.executeCommand('pendoDataSync.queryDatabase');
  }

  dispose(): void {
    this.#runs.cancel();
    this.#ports.thread.close(this.shown.tabs.map(({ result }) => result));
    this.#changes.dispose();
  }
}
