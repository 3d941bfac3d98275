import type * as vscode from 'vscode';

import { isRecord } from '../../shared/util/isRecord';
import type { BoundDatabase } from '../query/databaseOfDocument';

/** The database that a notebook names. */
export function databaseOfNotebook({
  metadata,
}: vscode.NotebookDocument): BoundDatabase | undefined {
  const database: unknown = metadata['database'];
  if (!isRecord(database)) return undefined;
  const { subscription, application, name } = database;
  if (typeof subscription !== 'string' || typeof application !== 'string') return undefined;
  return { ids: { subscription, application }, name: typeof name === 'string' ? name : '' };
}
