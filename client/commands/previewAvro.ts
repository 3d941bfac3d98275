import * as vscode from 'vscode';

import type { Command } from '../command';

/** Opens an Avro file in its preview: what the lens above an export calls with the file's URI. */
export const previewAvro: Command = {
  id: 'pendoDataSync.previewAvro',
  async run(_, uri) {
    const file = typeof uri === 'string' ? vscode.Uri.parse(uri) : uri;
    if (!(file instanceof vscode.Uri)) return;
    await vscode.commands.executeCommand('vscode.openWith', file, 'pendoDataSync.avroPreview');
  },
};
