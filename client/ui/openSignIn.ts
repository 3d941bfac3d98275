import * as vscode from 'vscode';

/** Opens a terminal in which the command is typed; it is the user who runs it. */
export function openSignIn(command: string): void {
  const terminal = vscode.window.createTerminal({ name: vscode.l10n.t('Sign in') });
  terminal.show();
  terminal.sendText(command, false);
}
