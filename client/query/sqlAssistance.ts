// What is offered while SQL is written. In a bundle of its own.
import * as vscode from 'vscode';

import { completeSql, type SqlCompletion } from '../../shared/sql/completion/completeSql';
import { explainName } from '../../shared/sql/completion/explainName';
import type { DatabaseIds } from '../../shared/sql/databaseLine';
import type { QueryParts } from './queryParts';
import { statementLenses } from './statementLenses';
import { Vocabularies } from './vocabularies';

/** A place of a document, and the database that it is for. */
export interface AskedPlace {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly database: DatabaseIds;
}

/** Lenses, completions and hovers. */
export class SqlAssistance implements vscode.Disposable {
  readonly #vocabularies: Vocabularies;

  constructor(parts: QueryParts) {
    this.#vocabularies = new Vocabularies(parts);
  }

  /** What can be written at a place. */
  async complete({ document, position, database }: AskedPlace): Promise<vscode.CompletionItem[]> {
    const vocabulary = await this.#vocabularies.of(database);
    const text = document.getText();
    const offset = document.offsetAt(position);
    const { span, items } = completeSql(vscode.l10n.t, text, offset, vocabulary);
    const range = {
      inserting: new vscode.Range(document.positionAt(span.start), position),
      replacing: new vscode.Range(document.positionAt(span.start), document.positionAt(span.end)),
    };
    const quote = /^['"`[]/.exec(text.slice(span.start, offset))?.[0] ?? '';
    return items.map((item, place) => completionItem(item, { place, range, quote }));
  }

  /** What is known of the name at a place. */
  async explain({ document, position, database }: AskedPlace): Promise<vscode.Hover | undefined> {
    const vocabulary = await this.#vocabularies.of(database);
    const found = explainName(
      vscode.l10n.t,
      document.getText(),
      document.offsetAt(position),
      vocabulary,
    );
    if (!found) return undefined;
    const { start, end } = found.span;
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    return new vscode.Hover(new vscode.MarkdownString(found.lines.join('\n\n')), range);
  }

  /** What can be done with a document and its statements. */
  lenses(document: vscode.TextDocument): vscode.CodeLens[] {
    return statementLenses(document);
  }

  dispose(): void {
    this.#vocabularies.dispose();
  }
}

const kinds: Readonly<Record<SqlCompletion['kind'], vscode.CompletionItemKind>> = {
  table: vscode.CompletionItemKind.Class,
  column: vscode.CompletionItemKind.Field,
  query: vscode.CompletionItemKind.Variable,
  function: vscode.CompletionItemKind.Function,
  keyword: vscode.CompletionItemKind.Keyword,
  value: vscode.CompletionItemKind.Value,
  name: vscode.CompletionItemKind.Reference,
  join: vscode.CompletionItemKind.Operator,
};

interface ItemPlace {
  readonly place: number;
  readonly range: { readonly inserting: vscode.Range; readonly replacing: vscode.Range };
  /** What a literal that is being written begins with. */
  readonly quote: string;
}

function completionItem(
  { kind, label, detail, insert, insertBehind, text }: SqlCompletion,
  { place, range, quote }: ItemPlace,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem({ label, description: detail }, kinds[kind]);
  // A literal is replaced whole, with the quote that stands behind the cursor.
  item.range = quote === '' ? range : range.replacing;
  item.filterText = `${quote}${label}`;
  item.sortText = String(place).padStart(6, '0');
  item.insertText =
    insertBehind === undefined
      ? insert
      : snippetOf(insert).appendTabstop(0).appendText(insertBehind);
  if (text !== undefined) item.documentation = new vscode.MarkdownString(text);
  return item;
}

function snippetOf(text: string): vscode.SnippetString {
  return new vscode.SnippetString().appendText(text);
}
