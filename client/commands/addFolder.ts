import * as vscode from 'vscode';

import type { Command } from '../command';

/** Asks for folders, and lists what lies there. */
export const addFolder: Command = {
  id: 'pendoDataSync.addFolder',
  async run({ destinations }) {
    const { t } = vscode.l10n;
    const chosen = await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      canSelectMany: true,
      openLabel: t('Add'),
      title: t('Choose a folder that holds datasync, or one below it'),
    });
    for (const { fsPath } of chosen ?? []) await destinations.add(fsPath);
    if (chosen) await vscode.commands.executeCommand('pendoDataSync.destinations.focus');
  },
};
