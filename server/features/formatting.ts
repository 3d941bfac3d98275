import type { FormattingOptions, Range, TextDocumentIdentifier } from 'vscode-languageserver';

import { answer, manifestOf, type Feature, type FeatureContext } from '../feature';
import { jsonBasicsLimit } from '../jsonBasics';

/** textDocument/formatting and rangeFormatting; a text that no editor would lay out in time is left as it is. */
export function createFormattingFeature(context: FeatureContext): Feature {
  const edits = (
    document: TextDocumentIdentifier,
    range: Range | undefined,
    options: FormattingOptions,
  ) => {
    const open = manifestOf(context, document);
    if (!open || open.manifest.json.text.length > jsonBasicsLimit) return null;
    const { kind, json } = open.manifest;
    return context.basics.format({ kind, text: json.text }, range, options);
  };
  return {
    capabilities: { documentFormattingProvider: true, documentRangeFormattingProvider: true },
    register(connection) {
      connection.onDocumentFormatting(({ textDocument, options }, token) =>
        answer(token, () => edits(textDocument, undefined, options)),
      );
      connection.onDocumentRangeFormatting(({ textDocument, range, options }, token) =>
        answer(token, () => edits(textDocument, range, options)),
      );
    },
  };
}
