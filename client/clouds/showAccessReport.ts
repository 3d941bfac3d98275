import * as vscode from 'vscode';

import { toDataSyncError } from '../../shared/errors';
import type { CloudPlace } from '../../shared/storage/cloud/cloudPlace';
import type { App } from '../app';
import { ReadOnlyFiles } from '../ui/readOnlyFiles';

/** Of documents that say why a bucket could not be opened; the text is in the URI, so that a reload keeps it. */
const scheme = 'pendo-data-sync-access';

/** Says why a bucket could not be opened: who was tried, what was missing, what was denied, what can be done. */
export async function showAccessReport(
  { log }: Pick<App, 'log'>,
  error: unknown,
  place?: CloudPlace,
): Promise<void> {
  const { describeAccessFailure } =
    await import('../../shared/storage/access/describeAccessFailure');
  const { message } = toDataSyncError(error);
  const text = describeAccessFailure(error, place) || message;
  log.info(text);
  const uri = vscode.Uri.from({ scheme, path: `/${vscode.l10n.t('Access')}.md`, query: text });
  await vscode.window.showTextDocument(uri, { preview: true });
}

/** Serves these documents. */
export function registerAccessReports(): vscode.Disposable {
  return new ReadOnlyFiles(scheme, { read: async uri => uri.query });
}
