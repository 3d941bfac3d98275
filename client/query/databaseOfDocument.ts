import * as vscode from 'vscode';

import { databaseOfNotebook } from '../notebook/notebookDatabase';
import type { DatabaseIds } from '../../shared/sql/databaseLine';
import { databaseLineOf } from './sqlDocuments';

/** Of the documents that are cells of notebooks. */
export const cellScheme = 'vscode-notebook-cell';

/** The database that a document is for, and what people call it. */
export interface BoundDatabase {
  readonly ids: DatabaseIds;
  readonly name: string;
}

/** The database that a document is for: by its own line, or as a cell by its notebook. */
export function databaseOfDocument(document: vscode.TextDocument): BoundDatabase | undefined {
  if (document.uri.scheme !== cellScheme) return databaseLineOf(document);
  const notebook = vscode.workspace.notebookDocuments.find(each =>
    each.getCells().some(cell => cell.document === document),
  );
  return notebook && databaseOfNotebook(notebook);
}
