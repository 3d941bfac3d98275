import * as vscode from 'vscode';

/** Opens the output channel; while the extension is developed or tested, errors go to the window's console too. */
export function openLog({ extensionMode }: vscode.ExtensionContext): vscode.LogOutputChannel {
  const log = vscode.window.createOutputChannel('Data Sync', { log: true });
  if (extensionMode === vscode.ExtensionMode.Production) return log;
  const logError = log.error.bind(log);
  log.error = (...args) => {
    logError(...args);
    console.error('[Data Sync]', ...args);
  };
  return log;
}
