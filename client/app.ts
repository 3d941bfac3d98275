import type * as vscode from 'vscode';

import type { LocalDatabase } from './database';

/** What the parts of the extension are made with. */
export interface App {
  readonly context: vscode.ExtensionContext;
  /** The output channel "Data Sync". */
  readonly log: vscode.LogOutputChannel;
  readonly database: LocalDatabase;
}
