import * as vscode from 'vscode';

import type { App } from '../app';
import type { Destination } from '../destinations/destinationRegistry';
import { mayReveal } from './revealSetting';

/** As package.json names the provider. */
const providerId = 'pendo-data-sync.assistants';

/** Offers `pendo-data-sync mcp` with the user's destinations and database, for agents that speak to such servers. */
export function registerMcpServer({
  context,
  database,
  destinations,
}: Pick<App, 'context' | 'database' | 'destinations'>): vscode.Disposable {
  const changes = new vscode.EventEmitter<void>();
  const provideMcpServerDefinitions = async () => {
    await destinations.found;
    const args = [
      context.asAbsolutePath('dist/cli.js'),
      'mcp',
      ...destinations.all.filter(opensAlone).flatMap(({ url }) => ['--destination', url]),
      ...['--db', database.folder],
      ...(mayReveal() ? ['--reveal'] : []),
    ];
    // The editor's own Node, which on a desktop is the editor.
    const environment = { ELECTRON_RUN_AS_NODE: '1' };
    const { execPath } = process;
    return [new vscode.McpStdioServerDefinition('Data Sync', execPath, args, environment)];
  };
  return vscode.Disposable.from(
    changes,
    destinations.onDidChange(() => changes.fire()),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('pendoDataSync')) changes.fire();
    }),
    vscode.lm.registerMcpServerDefinitionProvider(providerId, {
      onDidChangeMcpServerDefinitions: changes.event,
      provideMcpServerDefinitions,
    }),
  );
}

/** What the user typed to open a bucket stays in the editor, and a command line has one way to open them all. */
function opensAlone({ access }: Destination): boolean {
  return access === undefined || Object.keys(access).length === 0;
}
