// Runs inside the extension host: how long the extension takes to be there, reading its bundle included.
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';

/** Activates the extension, which nothing has done before in a folder without exports; writes the milliseconds there. */
export async function run(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const extension = vscode.extensions.getExtension('data-sync-explorer.pendo-data-sync');
  if (!folder || !extension || extension.isActive) throw new Error('not to be measured');
  const start = performance.now();
  await extension.activate();
  const milliseconds = performance.now() - start;
  await writeFile(vscode.Uri.joinPath(folder.uri, 'activation.json').fsPath, String(milliseconds));
}
