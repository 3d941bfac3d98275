// What tests of the language server ask for, in the words of editors.
import {
  CodeActionRequest,
  Command,
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic,
  type Position,
  type Range,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

import type { LanguageClient } from './languageClient';

/** The report; an unchanged one has no items. */
export async function pull({ connection }: LanguageClient, uri: string, previousResultId?: string) {
  const report = await connection.sendRequest(DocumentDiagnosticRequest.type, {
    textDocument: { uri },
    ...(previousResultId === undefined ? {} : { previousResultId }),
  });
  const items = report.kind === DocumentDiagnosticReportKind.Full ? report.items : [];
  return { kind: report.kind, resultId: report.resultId, items };
}

/** The actions offered for a range. */
export async function actions(
  { connection }: LanguageClient,
  uri: string,
  range: Range,
  context: Partial<CodeActionContext> = {},
): Promise<CodeAction[]> {
  const params = { textDocument: { uri }, range, context: { diagnostics: [], ...context } };
  const answer = await connection.sendRequest(CodeActionRequest.type, params);
  return (answer ?? []).flatMap(action => (Command.is(action) ? [] : [action]));
}

/** The text with these edits made. */
export function edited(text: string, edits: readonly TextEdit[] | undefined): string {
  return TextDocument.applyEdits(documentOf(text), [...(edits ?? [])]);
}

/** The position of an offset. */
export function positionOf(text: string, offset: number): Position {
  return documentOf(text).positionAt(offset);
}

/** The range of a word where it comes first. */
export function rangeOf(text: string, word: string): Range {
  const start = text.indexOf(word);
  return { start: positionOf(text, start), end: positionOf(text, start + word.length) };
}

/** The codes of diagnostics, in their order. */
export function codes(items: readonly Diagnostic[]): unknown[] {
  return items.map(({ code }) => code);
}

/** Those that are errors. */
export function errors(items: readonly Diagnostic[]): Diagnostic[] {
  return items.filter(({ severity }) => severity === DiagnosticSeverity.Error);
}

function documentOf(text: string): TextDocument {
  return TextDocument.create('untitled:text.json', 'json', 1, text);
}
