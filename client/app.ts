import type * as vscode from 'vscode';

import type { CloudAccounts } from './clouds/cloudAccounts';
import type { LocalDatabase } from './database';
import type { ExportsTables } from './exports/exportsTables';
import type { DestinationRegistry } from './destinations/destinationRegistry';
import type { Notebooks } from './notebook/notebooks';
import type { DatabaseTree } from './query/databaseTree';
import type { Queries } from './query/queries';
import type { SyncPlans } from './sync/syncPlans';
import type { SyncRunner } from './sync/syncRunner';
import type { ExportsTree } from './tree/exportsTree';

/** What the parts of the extension are made with. */
export interface App {
  readonly context: vscode.ExtensionContext;
  /** The output channel "Data Sync". */
  readonly log: vscode.LogOutputChannel;
  /** How buckets are opened. */
  readonly clouds: CloudAccounts;
  readonly database: LocalDatabase;
  readonly destinations: DestinationRegistry;
  readonly tree: ExportsTree;
  readonly exports: ExportsTables;
  readonly databases: DatabaseTree;
  readonly queries: Queries;
  readonly notebooks: Notebooks;
  readonly plans: SyncPlans;
  readonly syncs: SyncRunner;
}
