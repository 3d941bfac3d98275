import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

/** A shell that VS Code does not know says nothing when it is there; in milliseconds. */
const patience = 5000;
/** From then until it has written its prompt. */
const untilPrompt = 400;

/** Opens a terminal in which the command is typed; it is the user who runs it. */
export async function openSignIn(command: string): Promise<void> {
  const terminal = vscode.window.createTerminal({ name: vscode.l10n.t('Sign in') });
  terminal.show();
  // What is typed before the prompt is there stands on the screen twice.
  await prompted(terminal);
  terminal.sendText(command, false);
}

async function prompted(terminal: vscode.Terminal): Promise<void> {
  let arrive: () => void = () => undefined;
  const isThere = new Promise<void>(resolve => (arrive = resolve));
  const listener = vscode.window.onDidChangeTerminalShellIntegration(changed => {
    if (changed.terminal === terminal) arrive();
  });
  await Promise.race([isThere, delay(patience)]);
  listener.dispose();
  await delay(untilPrompt);
}
