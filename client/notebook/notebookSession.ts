// One open notebook: its thread, and the results below its cells.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';

import type { DataSyncError } from '../../shared/errors';
import type { ResultState } from '../../shared/protocol/queryGrid';
import type { LocalDatabase } from '../database';
import type { BoundDatabase } from '../query/databaseOfDocument';
import { QueryThread } from '../query/queryThread';
import type { StatementOrder } from '../query/queryResults';
import { resultNumbers } from '../query/resultNumbers';
import { CellResults } from './cellResults';
import { resultRenderer } from './notebookTypes';

/** What a session needs. */
export interface SessionPorts {
  readonly database: LocalDatabase;
  readonly onFailure: (order: StatementOrder, error: DataSyncError) => void;
  /** A cell's results have begun to run, or will. */
  readonly onResults: (results: CellResults) => vscode.Disposable;
}

export class NotebookSession implements vscode.Disposable {
  readonly #ports: SessionPorts;
  readonly #thread: QueryThread;
  readonly #outputs = new Map<string, CellResults>();
  readonly #watches = new Map<CellResults, vscode.Disposable>();
  readonly #nextResult = resultNumbers();
  #lastOrder = 0;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#thread = new QueryThread(ports.database, () => {
      for (const results of this.#outputs.values()) results.forget();
    });
  }

  /** The results of an output; undefined where they are of an earlier window, or were let go. */
  results(output: string): CellResults | undefined {
    return this.#outputs.get(output);
  }

  /** Runs a cell, its results below it. Resolves with whether all went well. */
  async run(
    cell: vscode.NotebookCell,
    database: BoundDatabase,
    controller: vscode.NotebookController,
  ): Promise<boolean> {
    const execution = controller.createNotebookCellExecution(cell);
    execution.executionOrder = ++this.#lastOrder;
    execution.start(Date.now());
    this.#letGo(cell);
    const output = randomUUID();
    const results = this.#open(cell, output);
    const item = vscode.NotebookCellOutputItem.json({ output }, resultRenderer.mimeType);
    // A failure to show something must not leave the cell running.
    try {
      const running = results.run(database);
      execution.token.onCancellationRequested(() => results.cancel());
      await execution.replaceOutput(new vscode.NotebookCellOutput([item]));
      const isFine = (await running).every(isWhole);
      execution.end(isFine, Date.now());
      return isFine;
    } catch (error) {
      execution.end(false, Date.now());
      throw error;
    }
  }

  dispose(): void {
    for (const watch of this.#watches.values()) watch.dispose();
    for (const results of this.#outputs.values()) results.dispose();
    this.#thread.dispose();
  }

  #open(cell: vscode.NotebookCell, output: string): CellResults {
    const results = new CellResults(cell, {
      thread: this.#thread,
      nextResult: this.#nextResult,
      onFailure: this.#ports.onFailure,
      runAgain: () => runCell(cell),
    });
    this.#outputs.set(output, results);
    this.#watches.set(results, this.#ports.onResults(results));
    return results;
  }

  /** What the cell shows until now makes room. */
  #letGo(cell: vscode.NotebookCell): void {
    for (const [output, results] of this.#outputs) {
      if (results.cell !== cell) continue;
      this.#outputs.delete(output);
      this.#watches.get(results)?.dispose();
      this.#watches.delete(results);
      results.dispose();
    }
  }
}

/** As a click on the cell's button does. */
export function runCell({ index, notebook }: vscode.NotebookCell): void {
  const ranges = [{ start: index, end: index + 1 }];
  const cell = { ranges, document: notebook.uri };
  void vscode.commands.executeCommand('notebook.cell.execute', cell);
}

function isWhole(state: ResultState): boolean {
  return state.kind === 'rows' && state.ending === 'whole';
}
