// Reports of syncs: files in the extension's storage, shown as read-only documents, also after a reload.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';

import { orderText, asPathSegment, readOrder, type SyncOrder } from './syncOrder';
import { planUri } from './syncPlans';

const scheme = 'pendo-data-sync-report';

/** Older ones are forgotten. */
const mostKept = 50;

/** Keeps reports and shows them. */
export class SyncReports implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider {
  readonly #folder: string;

  constructor({ globalStorageUri, subscriptions }: vscode.ExtensionContext) {
    this.#folder = path.join(globalStorageUri.fsPath, 'reports');
    subscriptions.push(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.languages.registerCodeLensProvider({ scheme }, this),
    );
  }

  /** Keeps a report; resolves with the document that shows it. */
  async keep(order: SyncOrder, started: Date, text: string): Promise<vscode.Uri> {
    const file = `${started.toISOString().replaceAll(':', '-')}.txt`;
    await mkdir(this.#folder, { recursive: true });
    await writeFile(path.join(this.#folder, file), text);
    const files = (await readdir(this.#folder)).sort();
    for (const old of files.slice(0, -mostKept)) await rm(path.join(this.#folder, old));
    const name = `/${asPathSegment(order.name)}/${vscode.l10n.t('Sync report')}`;
    return vscode.Uri.from({ scheme, path: name, fragment: file, query: orderText(order) });
  }

  async provideTextDocumentContent({ fragment }: vscode.Uri): Promise<string> {
    try {
      return await readFile(path.join(this.#folder, path.basename(fragment)), 'utf8');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      return vscode.l10n.t('This report is no longer kept: only the last {0} are.', mostKept);
    }
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const order = readOrder(uri.query);
    if (!order) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    const again = {
      title: `$(sync) ${vscode.l10n.t('Sync again')}`,
      command: 'pendoDataSync.applyPlan',
      arguments: [planUri(order)],
    };
    return [new vscode.CodeLens(top, again)];
  }
}
