import * as vscode from 'vscode';

import type { NotebookDatabase } from '../../shared/notebook/notebookFile';
import type { ReadyQuery } from '../../shared/sql/readyQueries';
import type { NotebookMetadata } from './notebookData';

/** The cells of a new notebook: each query below its heading. */
export function newNotebookData(
  database: Omit<NotebookDatabase, 'others'>,
  queries: readonly ReadyQuery[],
): vscode.NotebookData {
  const { Code, Markup } = vscode.NotebookCellKind;
  const cells = queries.flatMap(({ title, sql }) => [
    new vscode.NotebookCellData(Markup, `## ${title}`, 'markdown'),
    new vscode.NotebookCellData(Code, sql, 'sql'),
  ]);
  const heading = new vscode.NotebookCellData(Markup, `# ${database.name}`, 'markdown');
  const data = new vscode.NotebookData([heading, ...cells]);
  const metadata: NotebookMetadata = { database: { ...database, others: [] }, others: [] };
  data.metadata = metadata;
  return data;
}
