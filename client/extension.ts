// The extension's table of contents: builds, injects, registers, decides nothing.
import * as vscode from 'vscode';

import type { App } from './app';
import { LocalDatabase } from './database';
import { registerCommands } from './registerCommands';
import { registerLanguageClient } from './registerLanguageClient';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Data Sync', { log: true });
  const database = new LocalDatabase(context);
  const app: App = { context, log, database };
  context.subscriptions.push(log, database, registerCommands(app), registerLanguageClient(app));
}
