import * as vscode from 'vscode';

import type { Command } from '../command';

/** Runs a statement: the one at an offset of a document, or that at the cursor. */
export const runStatement: Command = {
  id: 'pendoDataSync.runStatement',
  async run({ queries }, uri, offset) {
    if (uri instanceof vscode.Uri && typeof offset === 'number') {
      return queries.runAt(await vscode.workspace.openTextDocument(uri), offset);
    }
    const editor = vscode.window.activeTextEditor;
    if (!editor || editor.document.languageId !== 'sql') {
      const text = vscode.l10n.t('Open a SQL document to run a statement of it.');
      void vscode.window.showInformationMessage(text);
      return;
    }
    await queries.runAt(editor.document, editor.document.offsetAt(editor.selection.active));
  },
};
