import * as vscode from 'vscode';

import type { Command } from '../command';
import { containerOf } from '../tree/containerRow';
import { labelOf, type Row } from '../tree/row';
import { rowsOf } from '../tree/rowsOf';

/** Copies what rows of a bucket stand for into a folder of this machine. */
export const download: Command = {
  id: 'pendoDataSync.download',
  async run(app, ...args) {
    const [first, ...others] = rowsOf(app, args).filter(row => row.target.download);
    if (!first) return;
    const { downloadRows } = await import('../download/downloadRows');
    const name = nameOf(first);
    const all =
      others.length === 0 ? name : vscode.l10n.t('{0} and {1} more', name, String(others.length));
    await downloadRows(app, [first, ...others], all);
  },
};

/** `Acme Web #418`, `Acme Web allevents`; not in the bundle of the download, where rows are of other classes. */
function nameOf(row: Row): string {
  const application = containerOf(row)?.application;
  return [...(application ? [application] : []), row].map(labelOf).join(' ');
}
