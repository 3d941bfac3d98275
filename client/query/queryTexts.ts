import * as vscode from 'vscode';

import { countOf } from '../tree/texts';

/** `1 row`, `1,234 rows`. */
export function rowsText(count: number): string {
  return countOf(count, vscode.l10n.t('{0} row'), vscode.l10n.t('{0} rows'));
}
