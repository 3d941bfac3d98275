import type { FormattingOptions, Range } from 'vscode-languageserver';

import { answerAbout, type Feature, type FeatureContext } from '../feature';
import { jsonBasicsLimit } from '../jsonBasics';
import type { OpenManifest } from '../openManifest';

/** textDocument/formatting and rangeFormatting; a text that no editor would lay out in time is left as it is. */
export function createFormattingFeature(context: FeatureContext): Feature {
  const format = async (
    { kind, document }: OpenManifest,
    range: Range | undefined,
    options: FormattingOptions,
  ) => {
    if (document.length > jsonBasicsLimit) return null;
    return context.basics.format({ kind, text: document.text }, range, options);
  };
  return {
    capabilities: { documentFormattingProvider: true, documentRangeFormattingProvider: true },
    register(connection) {
      connection.onDocumentFormatting((request, token) =>
        answerAbout(context, request, token, manifest =>
          format(manifest, undefined, request.options),
        ),
      );
      connection.onDocumentRangeFormatting((request, token) =>
        answerAbout(context, request, token, manifest =>
          format(manifest, request.range, request.options),
        ),
      );
    },
  };
}
