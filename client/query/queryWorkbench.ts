// Opens SQL documents and runs their statements. In a bundle of its own.
import * as vscode from 'vscode';

import { databaseLine, readDatabaseLine, type DatabaseIds } from '../../shared/sql/databaseLine';
import { firstRowsOf } from '../../shared/sql/readyQueries';
import { splitStatements, statementAt } from '../../shared/sql/splitStatements';
import { chooseDatabase, nameOfDatabase } from './chooseDatabase';
import { QueryDocuments } from './queryDocuments';
import { resultsView, type QueryParts } from './queryParts';
import { QueryResults } from './queryResults';

/** Opens SQL documents and runs their statements. */
export class QueryWorkbench implements vscode.Disposable {
  readonly #parts: QueryParts;
  readonly #documents: QueryDocuments;
  readonly #results: QueryResults;

  constructor(parts: QueryParts) {
    this.#parts = parts;
    this.#documents = new QueryDocuments(parts);
    this.#results = new QueryResults(parts, () => this.open());
  }

  /** Opens the document of a database; a new one has ready queries, of which the first is run. */
  async open(wanted?: DatabaseIds): Promise<void> {
    const database = await chooseDatabase(this.#parts.database, wanted);
    if (!database) return;
    const { document, isNew } = await this.#documents.open(database);
    await vscode.window.showTextDocument(document, { preview: false });
    const [first] = splitStatements(document.getText());
    if (isNew && first) await this.runAt(document, first.start);
  }

  /** As `open`, where there is no document yet. */
  async openNew(wanted: DatabaseIds): Promise<void> {
    const database = await chooseDatabase(this.#parts.database, wanted);
    if (database && !(await this.#documents.has(database))) await this.open(wanted);
  }

  /** Runs a statement that shows the first rows of a table, in the document of its database. */
  async openTable(wanted: DatabaseIds, table: string): Promise<void> {
    const database = await chooseDatabase(this.#parts.database, wanted);
    if (!database) return;
    const { document } = await this.#documents.open(database);
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    const sql = firstRowsOf(table);
    const offset = await placeOf(editor, sql);
    const start = document.positionAt(offset);
    editor.selection = new vscode.Selection(start, start);
    editor.revealRange(new vscode.Range(start, document.positionAt(offset + sql.length)));
    await this.runAt(document, offset);
  }

  /** Runs the statement at a place of a document; one that names no database is asked for it first. */
  async runAt(document: vscode.TextDocument, offset: number): Promise<void> {
    const ids = readDatabaseLine(document.getText());
    if (!ids) return this.#bind(document, offset);
    const text = document.getText();
    const span = statementAt(text, offset);
    if (!span) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no statement to run yet.'));
      return;
    }
    await vscode.commands.executeCommand(`${resultsView}.focus`, { preserveFocus: true });
    const sql = text.slice(span.start, span.end);
    await this.#results.run([{ ...ids, sql, document, start: span.start }]);
  }

  /** Stops the statement that runs. */
  cancel(): void {
    this.#results.cancel();
  }

  /** Fills the view of results. */
  show(view: vscode.WebviewView): void {
    this.#results.show(view);
  }

  dispose(): void {
    this.#results.dispose();
  }

  /** Writes at the top of a document which database it is for, then runs the statement. */
  async #bind(document: vscode.TextDocument, offset: number): Promise<void> {
    const database = await chooseDatabase(this.#parts.database, undefined, 'always');
    if (!database) return;
    const line = `${databaseLine(database, nameOfDatabase(database))}\n`;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), line);
    if (await vscode.workspace.applyEdit(edit)) await this.runAt(document, offset + line.length);
  }
}

/** Where a statement stands in a document; it is added at the end where it does not yet. */
async function placeOf(editor: vscode.TextEditor, sql: string): Promise<number> {
  const { document } = editor;
  const text = document.getText();
  const normal = document.eol === vscode.EndOfLine.CRLF ? sql.replaceAll('\n', '\r\n') : sql;
  const found = text.indexOf(normal);
  if (found >= 0) return found;
  const gap = text === '' || text.endsWith('\n\n') ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  const end = document.positionAt(text.length);
  await editor.edit(edit => edit.insert(end, `${gap}${sql}\n`));
  return document.getText().lastIndexOf(normal);
}
