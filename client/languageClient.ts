// The language client, a bundle of its own: the server itself is the command line's `language-server`.
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

import type { App } from './app';
import { lensCommands } from './lensCommands';
import { manifestLanguages } from './manifestLanguages';
import type { LargeManifests } from './outline/largeManifests';
import { ManifestOutline } from './outline/manifestOutline';

/** Starts the server and resolves when it answers. */
export async function startLanguageClient(
  { context, log }: Pick<App, 'context' | 'log'>,
  large: LargeManifests,
): Promise<vscode.Disposable> {
  const problems = vscode.languages.createDiagnosticCollection('pendo-data-sync');
  const server = {
    module: context.asAbsolutePath('dist/cli.js'),
    args: ['language-server'],
    transport: TransportKind.stdio,
  };
  const client = new LanguageClient('pendoDataSync', 'Data Sync', server, {
    documentSelector: manifestLanguages.map(language => ({ language })),
    initializationOptions: { commands: lensCommands, texts: vscode.l10n.bundle },
    outputChannel: log,
    diagnosticCollectionProvider: { create: () => problems, dispose: () => problems.clear() },
  });
  await client.start();
  const outline = new ManifestOutline({ client, log, large, problems });
  const ending = { dispose: () => void client.dispose() };
  return vscode.Disposable.from(outline, ending, problems);
}
