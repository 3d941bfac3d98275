import path from 'node:path';
import type * as vscode from 'vscode';

import type { App } from '../app';
import { SyncJournal } from './syncJournal';
import { SyncPlans } from './syncPlans';
import { SyncReports } from './syncReports';
import { SyncRunner } from './syncRunner';
import { SyncStatus } from './syncStatus';
import { tellInterrupted } from './tellInterrupted';

/** Plans, syncs, and what is told of them; they live as long as the extension. */
export function createSyncs({
  context,
  log,
  database,
  tree,
  queries,
}: Pick<App, 'context' | 'log' | 'database' | 'tree' | 'queries'>): Pick<App, 'plans' | 'syncs'> {
  const status = new SyncStatus();
  const plans = new SyncPlans({ log, database });
  const journal = new SyncJournal(path.join(storageOf(context), 'syncs'));
  const reports = new SyncReports(context);
  const syncs = new SyncRunner({ log, database, queries, reports, status }, { journal, plans });
  context.subscriptions.push(
    ...[syncs, plans, status],
    tree.onDidChangePending(count => status.setPending(count)),
    tellInterrupted({ plans, syncs, database, log }, journal),
  );
  return { plans, syncs };
}

/** Of the workspace; a window without one has the extension's. */
function storageOf({ storageUri, globalStorageUri }: vscode.ExtensionContext): string {
  return (storageUri ?? globalStorageUri).fsPath;
}
