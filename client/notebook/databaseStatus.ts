import * as vscode from 'vscode';

import { databaseOfNotebook } from './notebookDatabase';

/** Below each SQL cell the database that it asks; a click chooses another. */
export class DatabaseStatus implements vscode.NotebookCellStatusBarItemProvider {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChangeCellStatusBarItems = this.#changes.event;

  provideCellStatusBarItems({
    kind,
    notebook,
  }: vscode.NotebookCell): vscode.NotebookCellStatusBarItem | undefined {
    if (kind !== vscode.NotebookCellKind.Code) return undefined;
    const found = databaseOfNotebook(notebook);
    const { t } = vscode.l10n;
    const name = found ? found.name || found.ids.application : t('Choose database…');
    const { Right } = vscode.NotebookCellStatusBarAlignment;
    const item = new vscode.NotebookCellStatusBarItem(`$(database) ${name}`, Right);
    item.command = 'pendoDataSync.chooseDatabase';
    item.tooltip = t('Choose the local database that this notebook is for');
    return item;
  }

  /** The notebook has another database. */
  refresh(): void {
    this.#changes.fire();
  }
}
