// Runs inside the extension host: makes the extension log an error that no test expects.
import * as vscode from 'vscode';

/** Asks for what no part of the extension would ask for. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension<unknown>('data-sync-explorer.pendo-data-sync');
  await extension?.activate();
  // Not awaited: its message waits for somebody to read it.
  void vscode.commands.executeCommand('pendoDataSync.previewAvro', 'no scheme:at all');
  await new Promise(resolve => setTimeout(resolve, 1000));
}
