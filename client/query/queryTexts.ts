import * as vscode from 'vscode';

import * as words from '../../shared/plan/planWords';

/** `1 row`, `1,234 rows`. */
export const rowsText = (count: number): string => words.rowsText(vscode.l10n.t, count);

/** Who holds the lock while a statement runs. Other programs say it too, so that it is in one language. */
export const purposeOfQueries = 'a query in VS Code';
