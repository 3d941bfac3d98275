import * as vscode from 'vscode';

import type { DataSyncError } from '../../shared/errors';
import type { StatementOrder } from './queryResults';

/** The error as a problem at its place in the document; none where the statement has moved since. */
export function placeError(
  { document, start, sql }: Pick<StatementOrder, 'document' | 'start' | 'sql'>,
  { message, data }: Pick<DataSyncError, 'message' | 'data'>,
): vscode.Diagnostic[] {
  if (document.getText().slice(start, start + sql.length) !== sql) return [];
  const firstLine = sql.search(/\r?\n|$/);
  const [from, to] = [numberIn(data['start'], 0), numberIn(data['end'], firstLine)];
  const range = new vscode.Range(
    document.positionAt(start + from),
    document.positionAt(start + to),
  );
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  const problem = new vscode.Diagnostic(range, text, vscode.DiagnosticSeverity.Error);
  problem.source = vscode.l10n.t('Data Sync');
  return [problem];
}

function numberIn(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
