import type * as vscode from 'vscode';

import type { LocalDatabase } from '../database';

/** The view that shows results. */
export const resultsView = 'pendoDataSync.results';

/** What queries are made with. */
export interface QueryParts {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly database: LocalDatabase;
}
