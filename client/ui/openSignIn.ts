import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

/** A shell that VS Code does not know says nothing when it is ready; in milliseconds. */
const patience = 3000;

/** Opens a terminal in which the command is typed; it is the user who runs it. */
export async function openSignIn(command: string): Promise<void> {
  const terminal = vscode.window.createTerminal({ name: vscode.l10n.t('Sign in') });
  terminal.show();
  // What is typed before the prompt is there stands on the screen twice.
  await prompted(terminal);
  terminal.sendText(command, false);
}

async function prompted(terminal: vscode.Terminal): Promise<void> {
  let ready: () => void = () => undefined;
  const isReady = new Promise<void>(resolve => (ready = resolve));
  const listener = vscode.window.onDidChangeTerminalShellIntegration(changed => {
    if (changed.terminal === terminal) ready();
  });
  await Promise.race([isReady, delay(patience)]);
  listener.dispose();
}
