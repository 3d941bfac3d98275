import * as vscode from 'vscode';

import type { App } from '../app';
import { showError } from './showError';
import { DataSyncError } from '../../shared/errors';

/** Opens a file in the editor that takes it; one that is not there is said, with what can be done. */
export async function openFile(
  app: App,
  uri: vscode.Uri,
  options: vscode.TextDocumentShowOptions = {},
): Promise<void> {
  try {
    await vscode.workspace.fs.stat(uri);
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    const { t } = vscode.l10n;
    const message = t(
      '{0} is not there. Copy it from the destination, then try again.',
      uri.fsPath,
    );
    const notThere = new DataSyncError('storage.not-found', message, { path: uri.fsPath });
    return showError(app, notThere, [
      { title: t('Try again'), run: () => openFile(app, uri, options) },
    ]);
  }
  await vscode.commands.executeCommand('vscode.open', uri, options);
}
