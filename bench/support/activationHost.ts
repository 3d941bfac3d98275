// Runs inside the extension host: how long the extension takes to be there, reading its bundle included.
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

/** Activates the extension, which nothing has done before in a folder without exports; writes the milliseconds there. */
export async function run(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const extension = vscode.extensions.getExtension('data-sync-explorer.pendo-data-sync');
  if (!folder || !extension || extension.isActive) throw new Error('not to be measured');
  await quiet();
  const start = performance.now();
  await extension.activate();
  const milliseconds = performance.now() - start;
  await writeFile(vscode.Uri.joinPath(folder.uri, 'activation.json').fsPath, String(milliseconds));
}

/** The window has just opened, and the other extensions with it: waits until they leave this process in peace. */
async function quiet(): Promise<void> {
  let calm = 0;
  for (let turn = 0; turn < 600 && calm < 40; turn++) {
    const before = performance.now();
    await sleep(50);
    calm = performance.now() - before < 60 ? calm + 1 : 0;
  }
}
