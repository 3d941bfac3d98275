import * as vscode from 'vscode';

import type { AccessSecret } from '../../shared/storage/access/accessChoice';
import type { Command } from '../command';
import { rowsOf } from '../tree/rowsOf';

/** Takes destinations off the list; their files stay, and so does what was loaded. */
export const removeDestination: Command = {
  id: 'pendoDataSync.removeDestination',
  async run(app, ...args) {
    const urls = rowsOf(app, args).flatMap(row => row.target.destination ?? []);
    const removed = app.destinations.all.filter(({ url }) => urls.includes(url));
    if (removed.length === 0) return;
    const secrets = new Map<string, AccessSecret | undefined>();
    for (const { url } of removed) secrets.set(url, await app.clouds.forgetSecret(url));
    await app.destinations.remove(urls);
    const { t } = vscode.l10n;
    const names = removed.map(({ name }) => name).join(', ');
    const undo = t('Undo');
    const message = t('{0} is off the list. No file was deleted.', names);
    if ((await vscode.window.showInformationMessage(message, undo)) !== undo) return;
    for (const { url, name, access } of removed) {
      const secret = secrets.get(url);
      if (secret) await app.clouds.keepSecret(url, secret);
      await app.destinations.add(url, { name, ...(access ? { access } : {}) });
    }
  },
};
