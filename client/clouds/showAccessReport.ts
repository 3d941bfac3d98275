import * as vscode from 'vscode';

import { toDataSyncError } from '../../shared/errors';
import { describeAccessFailure } from '../../shared/storage/access/describeAccessFailure';
import type { CloudPlace } from '../../shared/storage/cloud/cloudPlace';
import type { App } from '../app';
import { accessReportScheme } from './accessReports';

/** Says why a bucket could not be opened: who was tried, what was missing, what was denied, what can be done. */
export async function showAccessReport(
  { log }: Pick<App, 'log'>,
  error: unknown,
  place?: CloudPlace,
): Promise<void> {
  const { message } = toDataSyncError(error);
  const text = describeAccessFailure(vscode.l10n.t, error, place) || message;
  log.info(text);
  const uri = vscode.Uri.from({
    scheme: accessReportScheme,
    path: `/${vscode.l10n.t('Access')}.md`,
    query: withoutMarkup(text),
  });
  // Rendered, by the extension for Markdown that VS Code brings along.
  await vscode.commands.executeCommand('markdown.showPreview', uri);
}

/** Names in angle brackets are to be filled in, and what a service said is text: outside of code nothing is HTML, a link or a picture. */
function withoutMarkup(markdown: string): string {
  const parts = markdown.split(/(^```.*?^```$)/ms);
  return parts.map((part, at) => (at % 2 === 1 ? part : part.replace(/[<[]/g, '\\$&'))).join('');
}
