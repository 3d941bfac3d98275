import { existsSync } from 'node:fs';
import * as vscode from 'vscode';

import type { Command } from '../command';
import { revealFile } from '../ui/revealFile';

/** Shows the folder of the local databases where the system keeps it. */
export const revealDatabase: Command = {
  id: 'pendoDataSync.revealDatabase',
  async run({ database: { folder } }) {
    if (existsSync(folder)) return revealFile(folder);
    const { t } = vscode.l10n;
    const settings = t('Change the folder');
    const chosen = await vscode.window.showInformationMessage(
      t('There is no local database yet: the first sync makes it in {0}.', folder),
      settings,
    );
    if (chosen !== settings) return undefined;
    return vscode.commands.executeCommand(
      'workbench.action.openSettings',
      'pendoDataSync.databaseFolder',
    );
  },
};
