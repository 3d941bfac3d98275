import * as vscode from 'vscode';

import type { Command } from '../command';

/** Opens the user guide that comes with the extension. */
export const openGuide: Command = {
  id: 'pendoDataSync.openGuide',
  async run({ context }) {
    const guide = vscode.Uri.joinPath(context.extensionUri, 'docs/guide/index.md');
    await vscode.commands.executeCommand('markdown.showPreview', guide);
  },
};
