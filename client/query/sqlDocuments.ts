// Which documents are ours: SQL that names a local database, and what is called `….pendo.sql`.
import * as vscode from 'vscode';

import {
  findDatabaseLine,
  mostLinesAbove,
  type FoundDatabaseLine,
} from '../../shared/sql/databaseLine';

/** Documents that may be ours. */
export const sqlDocuments: vscode.DocumentSelector = [{ language: 'sql' }, { pattern: '**/*.sql' }];

/** Whether statements of a document can be asked of a database, if one is named. */
export function isSqlDocument({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === 'sql' || /\.sql$/i.test(uri.path);
}

/** The line at the top of a document that names its database; read without reading the rest. */
export function databaseLineOf(document: vscode.TextDocument): FoundDatabaseLine | undefined {
  const end = new vscode.Position(mostLinesAbove, 0);
  return findDatabaseLine(document.getText(new vscode.Range(new vscode.Position(0, 0), end)));
}

/** Whether a document is meant for a local database: it names one, or is called so. */
export function isQueryDocument(document: vscode.TextDocument): boolean {
  if (!isSqlDocument(document)) return false;
  return /\.pendo\.sql$/i.test(document.uri.path) || databaseLineOf(document) !== undefined;
}

/** Tells the conditions of keys and menus whether the active document is ours. */
export function watchQueryDocuments(): vscode.Disposable {
  let isOurs: boolean | undefined;
  const look = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const now = document !== undefined && isQueryDocument(document);
    if (now === isOurs) return;
    isOurs = now;
    void vscode.commands.executeCommand('setContext', 'pendoDataSync.isQueryDocument', now);
  };
  look();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) look();
    }),
  );
}
