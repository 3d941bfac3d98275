import * as vscode from 'vscode';

import * as words from '../../shared/plan/planWords';

/** `1 row`, `1,234 rows`. */
export const rowsText = (count: number): string => words.rowsText(vscode.l10n.t, count);
