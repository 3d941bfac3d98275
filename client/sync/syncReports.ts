// Reports of syncs: files in the extension's storage, shown as read-only documents, also after a reload.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';

import { ReadOnlyFiles } from '../ui/readOnlyFiles';
import { reportLenses, reportQuery, type ReportKey } from './reportLenses';
import { syncLinks } from './syncLinks';
import { asPathSegment } from './syncOrder';

/** Scheme of reports. */
export const reportScheme = 'pendo-data-sync-report';

/** Older ones are forgotten. */
const mostKept = 50;

/** Keeps reports and shows them. */
export class SyncReports {
  readonly #folder: string;

  constructor({ globalStorageUri, subscriptions }: vscode.ExtensionContext) {
    this.#folder = path.join(globalStorageUri.fsPath, 'reports');
    subscriptions.push(
      new ReadOnlyFiles(reportScheme, { read: uri => this.#read(uri) }),
      vscode.languages.registerDocumentLinkProvider({ scheme: reportScheme }, syncLinks),
      vscode.languages.registerCodeLensProvider(
        { scheme: reportScheme },
        {
          provideCodeLenses: ({ uri }) => reportLenses(uri),
        },
      ),
    );
  }

  /** Keeps a report; resolves with the document that shows it. */
  async keep(key: ReportKey, started: Date, text: string): Promise<vscode.Uri> {
    const stamp = started.toISOString().replaceAll(':', '-');
    await mkdir(this.#folder, { recursive: true });
    await writeFile(path.join(this.#folder, `${stamp}.txt`), text);
    const files = (await readdir(this.#folder)).sort();
    for (const old of files.slice(0, -mostKept)) await rm(path.join(this.#folder, old));
    return vscode.Uri.from({
      scheme: reportScheme,
      path: `/${stamp}/${asPathSegment(key.order.name)}.syncreport`,
      query: reportQuery(key),
    });
  }

  async #read({ path: name }: vscode.Uri): Promise<string> {
    const stamp = path.basename(path.dirname(name));
    try {
      return await readFile(path.join(this.#folder, `${stamp}.txt`), 'utf8');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      return vscode.l10n.t('This report is no longer kept: only the last {0} are.', mostKept);
    }
  }
}
