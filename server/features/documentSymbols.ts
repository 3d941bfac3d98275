import { manifestOf, answer, type Feature, type FeatureContext } from '../feature';

/** textDocument/documentSymbol: exports, their periods, and what is matched in them. */
export function createDocumentSymbolsFeature(context: FeatureContext): Feature {
  return {
    capabilities: { documentSymbolProvider: true },
    register(connection) {
      connection.onDocumentSymbol(({ textDocument }, token) => {
        const open = manifestOf(context, textDocument);
        if (!open) return null;
        return answer(token, signal => context.service.symbols(open.manifest, signal));
      });
    },
  };
}
