import type * as vscode from 'vscode';

/** What the parts of the extension are made with. */
export interface App {
  readonly context: vscode.ExtensionContext;
  /** The output channel "Data Sync". */
  readonly log: vscode.LogOutputChannel;
}
