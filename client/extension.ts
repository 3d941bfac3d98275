// The extension's table of contents: builds, injects, registers, decides nothing.
import * as vscode from 'vscode';

import type { App } from './app';
import { registerLanguageClient } from './registerLanguageClient';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Data Sync', { log: true });
  const app: App = { context, log };
  context.subscriptions.push(log, registerLanguageClient(app));
}
