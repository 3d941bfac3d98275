import * as vscode from 'vscode';

import { databaseLine, type DatabaseIds } from '../../shared/sql/databaseLine';
import type { LocalDatabase } from '../database';
import { chooseDatabase, nameOfDatabase } from './chooseDatabase';
import { databaseLineOf } from './sqlDocuments';

/** Asks for which database a document is and writes it at its top; undefined when the user thought better of it. */
export async function bindDocument(
  local: LocalDatabase,
  document: vscode.TextDocument,
): Promise<DatabaseIds | undefined> {
  const database = await chooseDatabase(local, undefined, 'always');
  if (!database) return undefined;
  const line = databaseLine(database, nameOfDatabase(database));
  const before = databaseLineOf(document);
  const edit = new vscode.WorkspaceEdit();
  if (before) {
    const [start, end] = [before.start, before.end].map(offset => document.positionAt(offset));
    if (start && end) edit.replace(document.uri, new vscode.Range(start, end), line);
  } else {
    const gap = document.lineAt(0).isEmptyOrWhitespace ? '' : '\n';
    edit.insert(document.uri, new vscode.Position(0, 0), `${line}\n${gap}`);
  }
  return (await vscode.workspace.applyEdit(edit)) ? database : undefined;
}
