// Queries as the rest of the extension sees them; what opens, runs and shows them is read with the first.
import * as vscode from 'vscode';

import type { DatabaseIds } from '../../shared/sql/databaseLine';
import type { TextSpan } from '../../shared/sql/textSpan';
import { resultsView, type QueryParts } from './queryParts';
import type { QueryWorkbench } from './queryWorkbench';
import { registerSqlLanguage } from './sqlLanguage';
import { watchQueryDocuments } from './sqlDocuments';

/** SQL documents, their statements and results. */
export class Queries implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #parts: QueryParts;
  readonly #listeners: vscode.Disposable;
  #workbench: Promise<QueryWorkbench> | undefined;

  constructor(parts: QueryParts) {
    this.#parts = parts;
    this.#listeners = vscode.Disposable.from(
      vscode.window.registerWebviewViewProvider(resultsView, this),
      registerSqlLanguage(parts),
      watchQueryDocuments(),
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

  /** Runs the statements of a document, or of a part of it, one after the other. */
  async runAll(document: vscode.TextDocument, part?: TextSpan): Promise<void> {
    await (await this.#load()).runAll(document, part);
  }

  /** Shows how the statement at a place of a document would be run. */
  async explainAt(document: vscode.TextDocument, offset: number): Promise<void> {
    await (await this.#load()).runAt(document, offset, { explains: true });
  }

  /** Asks for which database a document is, and writes it there. */
  async bind(document: vscode.TextDocument): Promise<void> {
    await (await this.#load()).bind(document);
  }

  /** Lists the statements that were run, in whatever window. */
  async showHistory(): Promise<void> {
    await (await this.#load()).showHistory();
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
