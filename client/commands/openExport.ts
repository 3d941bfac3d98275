import * as vscode from 'vscode';

import { locationBelow } from '../../shared/storage/location';
import { isRecord } from '../../shared/util/isRecord';
import type { Command } from '../command';
import { exportDocument } from '../files/documentUri';
import type { Row } from '../tree/row';
import { rowsOf } from '../tree/rowsOf';

/** Opens what the manifest says of exports, each as a document of its own, however large the manifest is. */
export const openExport: Command = {
  id: 'pendoDataSync.openExport',
  async run(app, ...args) {
    const [clicked] = args;
    const shown = documentIn(clicked);
    const uris = shown ? [shown] : rowsOf(app, args).map(row => documentOf(row));
    for (const uri of uris) {
      const options = { preview: uris.length === 1 };
      if (uri) await vscode.commands.executeCommand('vscode.open', uri, options);
    }
  },
};

/** Rows of the outline, whose code is in another bundle, have theirs. */
function documentIn(clicked: unknown): vscode.Uri | undefined {
  if (!isRecord(clicked)) return undefined;
  const { document } = clicked;
  return document instanceof vscode.Uri ? document : undefined;
}

function documentOf({ target: { place, counter } }: Row): vscode.Uri | undefined {
  if (!place || counter === undefined) return undefined;
  const { destination, manifest } = place;
  const file = locationBelow(destination, manifest.path);
  return exportDocument(file, { counter }, vscode.l10n.t('Export {0}', String(counter)));
}
