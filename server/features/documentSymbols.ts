import { answerAbout, type Feature, type FeatureContext } from '../feature';
import { symbolsOf } from '../language/symbolsOf';

/** textDocument/documentSymbol: exports, their periods, and what is matched in them. */
export function createDocumentSymbolsFeature(context: FeatureContext): Feature {
  return {
    capabilities: { documentSymbolProvider: true },
    register(connection) {
      connection.onDocumentSymbol((request, token) =>
        answerAbout(context, request, token, async (manifest, signal) =>
          symbolsOf(context.client.t, await context.service.surroundings(manifest, signal), signal),
        ),
      );
    },
  };
}
