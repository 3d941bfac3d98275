import * as vscode from 'vscode';

import type { App } from './app';
import { manifestLanguages } from './manifestLanguages';

/** Starts the language client when the first manifest is open: most sessions never need it. */
export function registerLanguageClient(app: App): vscode.Disposable {
  let started: Promise<vscode.Disposable> | undefined;
  const start = (document: vscode.TextDocument): void => {
    if (started || !isManifest(document)) return;
    started = import('./languageClient').then(({ startLanguageClient }) =>
      startLanguageClient(app),
    );
    started.catch((error: unknown) => app.log.error('the language server did not start', error));
  };
  const listener = vscode.workspace.onDidOpenTextDocument(start);
  vscode.workspace.textDocuments.forEach(start);
  return new vscode.Disposable(() => {
    listener.dispose();
    void started?.then(client => {
      client.dispose();
    });
  });
}

function isManifest({ languageId }: vscode.TextDocument): boolean {
  return manifestLanguages.some(id => id === languageId);
}
