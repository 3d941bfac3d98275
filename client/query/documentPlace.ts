import * as vscode from 'vscode';

import { isSqlDocument } from './sqlDocuments';

/** A place of a SQL document, or a part of it. */
export interface DocumentPlace {
  readonly document: vscode.TextDocument;
  readonly offset: number;
  /** What the user has selected; undefined where the cursor only stands somewhere. */
  readonly selected: { readonly start: number; readonly end: number } | undefined;
}

/** What a lens names, else where the cursor is; undefined, and said, where no SQL document is open. */
export async function documentPlace(
  uri: unknown,
  offset: unknown,
): Promise<DocumentPlace | undefined> {
  if (uri instanceof vscode.Uri && typeof offset === 'number') {
    return { document: await vscode.workspace.openTextDocument(uri), offset, selected: undefined };
  }
  const { activeTextEditor: active, visibleTextEditors } = vscode.window;
  const editor =
    uri instanceof vscode.Uri
      ? visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString())
      : active;
  if (!editor || !isSqlDocument(editor.document)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a SQL document first.'));
    return undefined;
  }
  const { document, selection } = editor;
  const [start, end] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
  const selected = start < end ? { start, end } : undefined;
  return { document, offset: document.offsetAt(selection.active), selected };
}
