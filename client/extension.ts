// The extension's table of contents: builds, injects, registers, decides nothing.
import type * as vscode from 'vscode';

import type { App } from './app';
import { registerAssistant } from './assistant/registerAssistant';
import { CloudAccounts } from './clouds/cloudAccounts';
import { registerAccessReports } from './clouds/accessReports';
import { LocalDatabase } from './database';
import { DestinationRegistry } from './destinations/destinationRegistry';
import { ExportsTables } from './exports/exportsTables';
import { registerStoredFiles } from './files/storedFiles';
import { openLog } from './openLog';
import { registerAvroPreview } from './preview/registerAvroPreview';
import { Notebooks } from './notebook/notebooks';
import { DatabaseTree } from './query/databaseTree';
import { Queries } from './query/queries';
import { registerCommands } from './registerCommands';
import { registerLanguageClient } from './registerLanguageClient';
import { createSyncs } from './sync/createSyncs';
import { ExportsTree } from './tree/exportsTree';

export function activate(context: vscode.ExtensionContext): void {
  const log = openLog(context);
  const destinations = new DestinationRegistry();
  const clouds = new CloudAccounts(context, destinations);
  const database = new LocalDatabase(context, clouds);
  const tree = new ExportsTree({ log, database, destinations, state: context.workspaceState });
  const databases = new DatabaseTree({ log, database });
  const queries = new Queries({ context, log, database });
  const notebooks = new Notebooks({ context, log, database });
  const { plans, syncs } = createSyncs({ context, log, database, tree, queries });
  const parts = { context, log, clouds, database, destinations };
  const exports = new ExportsTables(() => app);
  const app: App = { ...parts, tree, exports, databases, queries, notebooks, plans, syncs };
  context.subscriptions.push(
    ...[log, queries, notebooks, databases, database, destinations, tree, exports],
    registerAvroPreview(app),
    registerCommands(app),
    registerLanguageClient(app),
    registerStoredFiles(app),
    registerAccessReports(),
    registerAssistant(app),
  );
}
