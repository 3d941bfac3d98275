import * as vscode from 'vscode';

import type { App } from '../app';
import type { Command } from '../command';
import { documentUri } from '../files/documentUri';
import { firstFile } from '../tree/firstFile';
import { rowsOf } from '../tree/rowsOf';
import { cancellable } from '../ui/cancellable';
import { openFile } from '../ui/openFile';

/** Opens the Avro files of rows, the first as a preview when it is alone; where they have none, the first below them. */
export const openAvroFile: Command = {
  id: 'pendoDataSync.openAvroFile',
  async run(app, ...args) {
    const files = await filesOf(app, args);
    for (const file of files) {
      await openFile(app, documentUri(file), { preview: files.length === 1 });
    }
    if (files.length > 0) return;
    const text = vscode.l10n.t('There is no Avro file to open: add a folder first.');
    void vscode.window.showInformationMessage(text);
  },
};

async function filesOf(app: App, args: readonly unknown[]): Promise<readonly string[]> {
  const rows = rowsOf(app, args);
  const files = rows.flatMap(({ target }) => (target.slice ? (target.location ?? []) : []));
  if (files.length > 0) return files;
  const first = await cancellable(vscode.l10n.t('Looking for an Avro file'), async signal =>
    firstFile([...rows, ...(await app.tree.getChildren())], signal),
  );
  return first === undefined ? [] : [first];
}
