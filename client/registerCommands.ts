import * as vscode from 'vscode';

import type { App } from './app';
import { commands } from './commands/index';
import { showError } from './ui/showError';

/** Registers all commands; a failure of one is shown as what it says. */
export function registerCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    ...commands.map(command =>
      vscode.commands.registerCommand(command.id, async (...args: readonly unknown[]) => {
        try {
          return await command.run(app, ...args);
        } catch (error) {
          await showError(app, error);
          return undefined;
        }
      }),
    ),
  );
}
