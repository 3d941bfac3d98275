import * as vscode from 'vscode';

import { toDataSyncError } from '../../shared/errors';
import type { App } from '../app';
import { ReadOnlyFiles } from '../ui/readOnlyFiles';
import { readStoredFileUri, storedFileScheme } from './storedFileUri';

/** Opens files of destinations as read-only documents: what has no path here, or is too large for an editor as a whole. */
export function registerStoredFiles({
  database,
  log,
}: Pick<App, 'database' | 'log'>): ReadOnlyFiles {
  return new ReadOnlyFiles(storedFileScheme, async uri => {
    const place = readStoredFileUri(uri.query);
    if (!place) throw vscode.FileSystemError.FileNotFound(uri);
    try {
      const { bytes } = await database.request('file', place);
      // A mark at the begin of the text is the document's, too.
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    } catch (thrown) {
      const { code, message } = toDataSyncError(thrown);
      log.warn(`${code}: ${message}`);
      if (code === 'storage.not-found') throw vscode.FileSystemError.FileNotFound(message);
      if (code === 'storage.denied') throw vscode.FileSystemError.NoPermissions(message);
      throw vscode.FileSystemError.Unavailable(message);
    }
  });
}
