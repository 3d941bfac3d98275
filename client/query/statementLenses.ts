import * as vscode from 'vscode';

import { splitStatements } from '../../shared/sql/splitStatements';
import { databaseLineOf } from './sqlDocuments';

/** Texts beyond this would make too many lenses. */
const longestText = 500_000;

/** Above a document its database and "Run all", above each statement "Run" and "Explain". */
export function statementLenses(document: vscode.TextDocument): vscode.CodeLens[] {
  const text = document.getText();
  if (text.length > longestText) return [];
  const statements = splitStatements(text);
  return [
    ...documentLenses(document, statements.length),
    ...statements.flatMap(({ start, end }) => {
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      return statementCommands(document.uri, start).map(each => new vscode.CodeLens(range, each));
    }),
  ];
}

function documentLenses(document: vscode.TextDocument, statements: number): vscode.CodeLens[] {
  const { t } = vscode.l10n;
  const line = databaseLineOf(document);
  const place = document.positionAt(line?.start ?? 0);
  const range = new vscode.Range(place, place);
  const name = line && (line.name || `${line.ids.subscription}/${line.ids.application}`);
  const choose = {
    title: `$(database) ${name ?? t('Choose database…')}`,
    tooltip: t('Choose the local database that this document is for'),
    command: 'pendoDataSync.chooseDatabase',
    arguments: [document.uri],
  };
  const runAll = {
    title: `$(run-all) ${t('Run all')}`,
    command: 'pendoDataSync.runAllStatements',
    arguments: [document.uri],
  };
  return (statements > 1 ? [choose, runAll] : [choose]).map(
    command => new vscode.CodeLens(range, command),
  );
}

function statementCommands(uri: vscode.Uri, start: number): vscode.Command[] {
  const { t } = vscode.l10n;
  const place = { arguments: [uri, start] };
  return [
    { title: `$(play) ${t('Run')}`, command: 'pendoDataSync.runStatement', ...place },
    { title: t('Explain'), command: 'pendoDataSync.explainStatement', ...place },
  ];
}
