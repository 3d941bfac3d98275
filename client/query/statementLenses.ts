import * as vscode from 'vscode';

import { splitStatements } from '../../shared/sql/splitStatements';

/** Documents whose statements can be run. */
export const statementDocuments: vscode.DocumentFilter = { pattern: '**/*.pendo.sql' };

/** Texts beyond this would make too many lenses. */
const longestText = 500_000;

/** "Run" above each statement. */
export class StatementLenses implements vscode.CodeLensProvider {
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const text = document.getText();
    if (text.length > longestText) return [];
    return splitStatements(text).map(({ start, end }) => {
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      return new vscode.CodeLens(range, {
        title: `$(play) ${vscode.l10n.t('Run')}`,
        command: 'pendoDataSync.runStatement',
        arguments: [document.uri, start],
      });
    });
  }
}
