import type * as vscode from 'vscode';

import { ReadOnlyFiles } from '../ui/readOnlyFiles';

/** Of documents that say why a bucket could not be opened; the text is in the URI, so that a reload keeps it. */
export const accessReportScheme = 'pendo-data-sync-access';

/** Serves these documents. */
export function registerAccessReports(): vscode.Disposable {
  return new ReadOnlyFiles(accessReportScheme, { read: async uri => uri.query });
}
