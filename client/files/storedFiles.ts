import * as vscode from 'vscode';

import { toDataSyncError } from '../../shared/errors';
import type { App } from '../app';
import { ReadOnlyFiles } from '../ui/readOnlyFiles';
import { storedPlaceOf } from './documentUri';
import { cloudUrlOf, storedFileScheme } from './storedFileUri';

/** Opens files of destinations as read-only documents: what has no path here, or is too large for an editor as a whole. */
export function registerStoredFiles({
  database,
  log,
}: Pick<App, 'database' | 'log'>): ReadOnlyFiles {
  const orExplain = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (thrown) {
      const { code, message } = toDataSyncError(thrown);
      log.warn(`${code}: ${message}`);
      throw fileSystemError(code, message);
    }
  };
  return new ReadOnlyFiles(storedFileScheme, {
    read: async uri => {
      const { bytes } = await orExplain(database.request('file', storedPlaceOf(uri)));
      // A mark at the begin of the text is the document's, too.
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    },
    stat: async uri => {
      // What lies on this machine is looked at when it is read.
      if (cloudUrlOf(uri) === undefined) return undefined;
      const found = await orExplain(database.request('fileFacts', storedPlaceOf(uri)));
      if (!found) throw vscode.FileSystemError.FileNotFound(uri);
      return { size: found.size, mtime: found.modified };
    },
  });
}

function fileSystemError(code: string, message: string): vscode.FileSystemError {
  if (code === 'storage.not-found') return vscode.FileSystemError.FileNotFound(message);
  if (code === 'storage.denied') return vscode.FileSystemError.NoPermissions(message);
  return vscode.FileSystemError.Unavailable(message);
}
