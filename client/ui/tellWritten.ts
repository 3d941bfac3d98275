import * as vscode from 'vscode';

/** Says that a file was written, with a button that opens it. */
export function tellWritten(text: string, file: vscode.Uri): void {
  const open = vscode.l10n.t('Open');
  void vscode.window.showInformationMessage(text, open).then(choice => {
    if (choice === open) void vscode.commands.executeCommand('vscode.open', file);
  });
}
