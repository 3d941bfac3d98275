import type * as vscode from 'vscode';

import type { DatabaseIds } from '../../shared/sql/databaseLine';
import { databaseLineOf } from './sqlDocuments';

/** The database that a document is for, and what people call it. */
export interface BoundDatabase {
  readonly ids: DatabaseIds;
  readonly name: string;
}

/** The database that a document is for: by its own line. */
export function databaseOfDocument(document: vscode.TextDocument): BoundDatabase | undefined {
  return databaseLineOf(document);
}
