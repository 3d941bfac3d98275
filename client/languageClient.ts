// The language client, a bundle of its own: the server itself is the command line's `language-server`.
import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

import type { App } from './app';
import { lensCommands } from './lensCommands';
import { manifestLanguages } from './manifestLanguages';

/** Starts the server and resolves when it answers. */
export async function startLanguageClient({ context, log }: App): Promise<vscode.Disposable> {
  const server = {
    module: context.asAbsolutePath('dist/cli.js'),
    args: ['language-server'],
    transport: TransportKind.stdio,
  };
  const client = new LanguageClient('pendoDataSync', 'Data Sync', server, {
    documentSelector: manifestLanguages.map(language => ({ language })),
    initializationOptions: { commands: lensCommands },
    outputChannel: log,
  });
  await client.start();
  return { dispose: () => void client.dispose() };
}
