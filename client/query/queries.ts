// Queries as the rest of the extension sees them; what opens, runs and shows them is read with the first.
import * as vscode from 'vscode';

import type { DatabaseIds } from '../../shared/sql/databaseLine';
import { resultsView, type QueryParts } from './queryParts';
import type { QueryWorkbench } from './queryWorkbench';
import { StatementLenses, statementDocuments } from './statementLenses';

/** SQL documents, their statements and results. */
export class Queries implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #parts: QueryParts;
  readonly #listeners: vscode.Disposable;
  #workbench: Promise<QueryWorkbench> | undefined;

  constructor(parts: QueryParts) {
    this.#parts = parts;
    this.#listeners = vscode.Disposable.from(
      vscode.window.registerWebviewViewProvider(resultsView, this),
      vscode.languages.registerCodeLensProvider(statementDocuments, new StatementLenses()),
    );
  }

  /** Opens the document of a database: a new one has ready queries, of which the first is run. */
  async open(wanted?: DatabaseIds): Promise<void> {
    await (await this.#load()).open(wanted);
  }

  /** As `open`, for a database whose document has never been opened. */
  async openNew(wanted: DatabaseIds): Promise<void> {
    await (await this.#load()).openNew(wanted);
  }

  /** Shows the first rows of a table. */
  async openTable(wanted: DatabaseIds, table: string): Promise<void> {
    await (await this.#load()).openTable(wanted, table);
  }

  /** Runs the statement at a place of a document. */
  async runAt(document: vscode.TextDocument, offset: number): Promise<void> {
    await (await this.#load()).runAt(document, offset);
  }

  /** Stops the statement that runs. */
  async cancel(): Promise<void> {
    (await this.#workbench)?.cancel();
  }

  async resolveWebviewView(view: vscode.WebviewView): Promise<void> {
    (await this.#load()).show(view);
  }

  dispose(): void {
    this.#listeners.dispose();
    void this.#workbench?.then(workbench => workbench.dispose());
  }

  #load(): Promise<QueryWorkbench> {
    this.#workbench ??= import('./queryWorkbench').then(
      ({ QueryWorkbench: Workbench }) => new Workbench(this.#parts),
    );
    return this.#workbench;
  }
}
