// Opens SQL documents and runs their statements. In a bundle of its own.
import * as vscode from 'vscode';

import type { DatabaseIds } from '../../shared/sql/databaseLine';
import { firstRowsOf } from '../../shared/sql/readyQueries';
import { splitStatements, statementAt } from '../../shared/sql/splitStatements';
import type { TextSpan } from '../../shared/sql/textSpan';
import { bindDocument } from './bindDocument';
import { chooseDatabase } from './chooseDatabase';
import { cellScheme, databaseOfDocument } from './databaseOfDocument';
import { HistoryPicker } from './historyPicker';
import { QueryDocuments } from './queryDocuments';
import { QueryHistory } from './queryHistory';
import { resultsView, type QueryParts } from './queryParts';
import { QueryResults, type StatementOrder } from './queryResults';
import { recordRuns } from './recordRuns';

/** Opens SQL documents and runs their statements. */
export class QueryWorkbench implements vscode.Disposable {
  readonly #parts: QueryParts;
  readonly #documents: QueryDocuments;
  readonly #results: QueryResults;
  readonly #history: QueryHistory;
  readonly #recording: vscode.Disposable;

  constructor(parts: QueryParts) {
    this.#parts = parts;
    this.#documents = new QueryDocuments(parts);
    this.#results = new QueryResults(parts, () => this.open());
    this.#history = new QueryHistory(parts);
    this.#recording = recordRuns(this.#results, this.#history);
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

  /** Runs the statement at a place of a document, or explains it; one that names no database is asked for it first. */
  async runAt(
    document: vscode.TextDocument,
    offset: number,
    { explains = false }: { readonly explains?: boolean } = {},
  ): Promise<void> {
    await this.#whenBound(document, offset, async (ids, place) => {
      const text = document.getText();
      const span = statementAt(text, place);
      await this.#run(span ? [{ ...ids, ...orderOf(document, text, span), explains }] : []);
    });
  }

  /** Runs the statements of a document, or those that a part of it touches. */
  async runAll(document: vscode.TextDocument, part?: TextSpan): Promise<void> {
    const from = part?.start ?? 0;
    await this.#whenBound(document, from, async (ids, place) => {
      const text = document.getText();
      const end = part ? part.end + place - from : text.length;
      const spans = splitStatements(text).filter(each => each.start < end && each.end > place);
      await this.#run(spans.map(span => ({ ...ids, ...orderOf(document, text, span) })));
    });
  }

  /** Asks for which database a document is, and writes it there. */
  async bind(document: vscode.TextDocument): Promise<void> {
    await bindDocument(this.#parts.database, document);
  }

  /** Stops the statement that runs. */
  cancel(): void {
    this.#results.cancel();
  }

  /** Lists the statements that were run. */
  async showHistory(): Promise<void> {
    const run = (document: vscode.TextDocument) => this.runAll(document);
    await new HistoryPicker({ history: this.#history, log: this.#parts.log, run }).show();
  }

  /** Fills the view of results. */
  show(view: vscode.WebviewView): void {
    this.#results.show(view);
  }

  dispose(): void {
    this.#recording.dispose();
    this.#results.dispose();
  }

  /** Tells `body` the database of a document, and where a place of it has moved to if it had to be named first. */
  async #whenBound(
    document: vscode.TextDocument,
    offset: number,
    body: (ids: DatabaseIds, place: number) => Promise<void>,
  ): Promise<void> {
    const ids = databaseOfDocument(document)?.ids;
    if (ids) return body(ids, offset);
    // A cell is for the database of its notebook, which has a command of its own for that.
    if (document.uri.scheme === cellScheme) {
      return void vscode.commands.executeCommand('pendoDataSync.chooseDatabase');
    }
    const before = document.getText().length;
    const chosen = await bindDocument(this.#parts.database, document);
    if (chosen) await body(chosen, offset + document.getText().length - before);
  }

  async #run(orders: readonly StatementOrder[]): Promise<void> {
    if (orders.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no statement to run yet.'));
      return;
    }
    await vscode.commands.executeCommand(`${resultsView}.focus`, { preserveFocus: true });
    await this.#results.run(orders);
  }
}

function orderOf(document: vscode.TextDocument, text: string, { start, end }: TextSpan) {
  return { document, start, sql: text.slice(start, end) };
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
