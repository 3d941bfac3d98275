// Notebooks: opened, saved, run. In a bundle of its own, read with the first notebook.
import * as vscode from 'vscode';

import { toDataSyncError, type DataSyncError } from '../../shared/errors';
import { readyQueries } from '../../shared/sql/readyQueries';
import { chooseDatabase, nameOfDatabase } from '../query/chooseDatabase';
import type { BoundDatabase } from '../query/databaseOfDocument';
import { placeError } from '../query/placeError';
import { QueryHistory } from '../query/queryHistory';
import type { QueryParts } from '../query/queryParts';
import { recordRuns } from '../query/recordRuns';
import type { StatementOrder } from '../query/queryResults';
import { purposeOfQueries } from '../query/queryTexts';
import { showError } from '../ui/showError';
import { DatabaseStatus } from './databaseStatus';
import { goneResults } from './goneResults';
import { metadataOf, notebookBytes, notebookData, type NotebookMetadata } from './notebookData';
import { databaseOfNotebook } from './notebookDatabase';
import { NotebookSession, runCell } from './notebookSession';
import { notebookType, resultRenderer } from './notebookTypes';
import { newNotebookData } from './newNotebookData';
import { serveOutputs } from './resultOutputs';

export class NotebookWorkbench implements vscode.Disposable {
  readonly #parts: QueryParts;
  readonly #controller: vscode.NotebookController;
  readonly #sessions = new Map<vscode.NotebookDocument, NotebookSession>();
  readonly #problems = vscode.languages.createDiagnosticCollection('pendoDataSync.notebook');
  readonly #history: QueryHistory;
  readonly #status = new DatabaseStatus();
  readonly #listeners: vscode.Disposable;

  constructor(parts: QueryParts) {
    this.#parts = parts;
    this.#history = new QueryHistory(parts);
    this.#controller = this.#createController();
    this.#listeners = vscode.Disposable.from(
      this.#controller,
      this.#problems,
      serveOutputs((output, notebook) => this.#find(output, notebook)),
      vscode.notebooks.registerNotebookCellStatusBarItemProvider(notebookType, this.#status),
      vscode.workspace.onDidCloseNotebookDocument(notebook => this.#close(notebook)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#problems.delete(document.uri);
      }),
    );
  }

  read(bytes: Uint8Array): vscode.NotebookData {
    try {
      return notebookData(bytes);
    } catch (thrown) {
      const { message } = toDataSyncError(thrown);
      // VS Code shows what is thrown; a notebook that does not open is never saved.
      throw new Error(
        vscode.l10n.t(
          'This notebook is damaged and was left as it is: {0}. Open it with the text editor to mend it.',
          message,
        ),
        { cause: thrown },
      );
    }
  }

  write(data: vscode.NotebookData): Uint8Array {
    return notebookBytes(data);
  }

  /** A new notebook with the ready queries of a database. */
  async create(): Promise<void> {
    const { database } = this.#parts;
    const chosen = await chooseDatabase(database, undefined);
    if (!chosen) return;
    const { subscription, application } = chosen;
    const { tables } = await database.whileReading(purposeOfQueries, folder =>
      database.request('schema', {
        ...{ database: folder ?? database.folder, subscription, application },
      }),
    );
    const name = nameOfDatabase(chosen);
    const data = newNotebookData(
      { subscription, application, name },
      readyQueries(vscode.l10n.t, tables),
    );
    const notebook = await vscode.workspace.openNotebookDocument(notebookType, data);
    await vscode.window.showNotebookDocument(notebook);
  }

  /** Asks for which database a notebook is, and writes it there; undefined when the user thought better of it. */
  async bind(notebook: vscode.NotebookDocument): Promise<BoundDatabase | undefined> {
    const database = await chooseDatabase(this.#parts.database, undefined, 'always');
    if (!database) return undefined;
    const { subscription, application } = database;
    const name = nameOfDatabase(database);
    const before = metadataOf(notebook.metadata);
    const others = before.database?.others ?? [];
    const metadata: NotebookMetadata = {
      ...before,
      database: { subscription, application, name, others },
    };
    const edit = new vscode.WorkspaceEdit();
    edit.set(notebook.uri, [
      vscode.NotebookEdit.updateNotebookMetadata({ ...notebook.metadata, ...metadata }),
    ]);
    await vscode.workspace.applyEdit(edit);
    this.#status.refresh();
    return { ids: { subscription, application }, name };
  }

  dispose(): void {
    for (const session of this.#sessions.values()) session.dispose();
    this.#listeners.dispose();
  }

  #createController(): vscode.NotebookController {
    const label = vscode.l10n.t('Local database');
    const controller = vscode.notebooks.createNotebookController(
      resultRenderer.controller,
      notebookType,
      label,
    );
    controller.supportedLanguages = ['sql'];
    controller.supportsExecutionOrder = true;
    controller.executeHandler = async (cells, notebook) => {
      try {
        await this.#run(cells, notebook);
      } catch (error) {
        await showError(this.#parts, error);
      }
    };
    return controller;
  }

  /** One after the other; the first that fails stops the rest. */
  async #run(
    cells: readonly vscode.NotebookCell[],
    notebook: vscode.NotebookDocument,
  ): Promise<void> {
    const database = databaseOfNotebook(notebook) ?? (await this.bind(notebook));
    if (!database) return;
    const session = this.#session(notebook);
    for (const cell of cells) {
      if (!(await session.run(cell, database, this.#controller))) return;
    }
  }

  #session(notebook: vscode.NotebookDocument): NotebookSession {
    const known = this.#sessions.get(notebook);
    if (known) return known;
    const session = new NotebookSession({
      database: this.#parts.database,
      onFailure: (order, error) => this.#tellFailure(order, error),
      onResults: results => recordRuns(results, this.#history),
    });
    this.#sessions.set(notebook, session);
    return session;
  }

  #find(output: string, notebook: vscode.NotebookDocument) {
    const results = this.#sessions.get(notebook)?.results(output);
    return results ?? goneResults(() => runAgain(notebook, output));
  }

  #close(notebook: vscode.NotebookDocument): void {
    this.#sessions.get(notebook)?.dispose();
    this.#sessions.delete(notebook);
  }

  #tellFailure(order: StatementOrder, error: DataSyncError): void {
    const { code, message } = error;
    if (code === 'internal') this.#parts.log.error(error);
    else this.#parts.log.warn(`${code}: ${message}`);
    if (code === 'engine.sql' || code === 'engine.read-only') {
      this.#problems.set(order.document.uri, placeError(order, error));
    }
  }
}

/** The cell that an output stands below. */
function runAgain(notebook: vscode.NotebookDocument, output: string): void {
  const holds = ({ items }: vscode.NotebookCellOutput) =>
    items.some(({ data }) => new TextDecoder().decode(data).includes(output));
  const cell = notebook.getCells().find(({ outputs }) => outputs.some(holds));
  if (cell) runCell(cell);
}
