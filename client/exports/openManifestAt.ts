import * as vscode from 'vscode';

import type { ManifestPlace } from '../../shared/protocol/explore';
import { locationBelow } from '../../shared/storage/location';
import type { App } from '../app';
import { documentUri, exportDocument } from '../files/documentUri';
import { openFile } from '../ui/openFile';

/** Larger manifests are no pleasure in an editor: of these the export is opened alone. Bytes. */
const mostShown = 20e6;

/** Opens a manifest where an export begins; without a counter at its beginning. */
export async function openManifestAt(
  app: App,
  { destination, manifest }: ManifestPlace,
  counter: number | null,
): Promise<void> {
  const file = locationBelow(destination, manifest.path);
  const question = { destination, path: manifest.path };
  const found = await app.database.request('fileFacts', question);
  if (!found || counter === null) return openFile(app, documentUri(file));
  if (found.size > mostShown) {
    const title = vscode.l10n.t('Export {0}', String(counter));
    await vscode.commands.executeCommand('vscode.open', exportDocument(file, { counter }, title));
    return;
  }
  const document = await vscode.workspace.openTextDocument(documentUri(file));
  const place = new RegExp(`"counter"\\s*:\\s*${counter}(?!\\d)`).exec(document.getText());
  const start = document.positionAt(place?.index ?? 0);
  const selection = new vscode.Range(start, start.translate(0, place?.[0].length ?? 0));
  await vscode.window.showTextDocument(document, { selection });
}
