import * as vscode from 'vscode';

import type { App } from './app';
import { manifestLanguages } from './manifestLanguages';
import { LargeManifests } from './outline/largeManifests';

/** Starts the language client when the first manifest is open: most sessions never need it. */
export function registerLanguageClient(app: Pick<App, 'context' | 'log'>): vscode.Disposable {
  let started: Promise<vscode.Disposable> | undefined;
  const large = new LargeManifests();
  const start = (): void => {
    started ??= import('./languageClient').then(({ startLanguageClient }) =>
      startLanguageClient(app, large),
    );
    started.catch((error: unknown) => app.log.error('the language server did not start', error));
  };
  const startFor = (document: vscode.TextDocument): void => {
    if (isManifest(document)) start();
  };
  const listeners = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(startFor),
    large.onDidChange(start),
    large,
  );
  vscode.workspace.textDocuments.forEach(startFor);
  return new vscode.Disposable(() => {
    listeners.dispose();
    void started?.then(client => {
      client.dispose();
    });
  });
}

function isManifest({ languageId }: vscode.TextDocument): boolean {
  return manifestLanguages.some(id => id === languageId);
}
