import * as vscode from 'vscode';

import type { Command } from '../command';
import { rowsOf } from '../tree/rowsOf';

/** Asks what a destination is to be called. */
export const renameDestination: Command = {
  id: 'pendoDataSync.renameDestination',
  async run(app, ...args) {
    const url = rowsOf(app, args)[0]?.target.destination;
    const known = app.destinations.all.find(destination => destination.url === url);
    if (!known) return;
    const { t } = vscode.l10n;
    const name = await vscode.window.showInputBox({
      title: t('Rename destination'),
      prompt: known.url,
      value: known.name,
      validateInput: text => (text.trim() === '' ? t('A destination needs a name.') : undefined),
    });
    if (name !== undefined) await app.destinations.rename(known.url, name.trim());
  },
};
