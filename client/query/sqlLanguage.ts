// Lenses, completions and hovers of SQL that names a local database; what answers is read with the first question.
import * as vscode from 'vscode';

import { databaseOfDocument } from './databaseOfDocument';
import type { QueryParts } from './queryParts';
import type { AskedPlace, SqlAssistance } from './sqlAssistance';
import { isQueryDocument, sqlDocuments } from './sqlDocuments';

/** Behind these a list is wanted at once. */
const triggers = ['.', "'", '"', ' '];

/** Registers what is offered while SQL is written. */
export function registerSqlLanguage(parts: QueryParts): vscode.Disposable {
  let loaded: Promise<SqlAssistance> | undefined;
  const load = () =>
    (loaded ??= import('./sqlAssistance').then(
      ({ SqlAssistance: Assistance }) => new Assistance(parts),
    ));
  const answer = async <T>(
    document: vscode.TextDocument,
    position: vscode.Position,
    ask: (assistance: SqlAssistance, place: AskedPlace) => Promise<T>,
  ): Promise<T | undefined> => {
    const database = databaseOfDocument(document)?.ids;
    return database && ask(await load(), { document, position, database });
  };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      sqlDocuments,
      {
        provideCompletionItems: (document, position, _, { triggerCharacter }) =>
          triggerCharacter === ' ' && !isAwaited(document, position)
            ? undefined
            : answer(document, position, (assistance, place) => assistance.complete(place)),
      },
      ...triggers,
    ),
    vscode.languages.registerHoverProvider(sqlDocuments, {
      provideHover: (document, position) =>
        answer(document, position, (assistance, place) => assistance.explain(place)),
    }),
    vscode.languages.registerCodeLensProvider(sqlDocuments, {
      provideCodeLenses: async document =>
        isQueryDocument(document) ? (await load()).lenses(document) : [],
    }),
    { dispose: () => void loaded?.then(assistance => assistance.dispose()) },
  );
}

/** Behind a space a list is wanted only where a table or a value comes next. */
function isAwaited(document: vscode.TextDocument, position: vscode.Position): boolean {
  const line = document.lineAt(position).text.slice(0, position.character);
  return /(?:\b(?:FROM|JOIN|ON|IN|LIKE|IS)|[=<>(,])\s+$/i.test(line);
}
