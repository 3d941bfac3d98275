import { manifestOf, signalOf, type Feature, type FeatureContext } from '../feature';

/** textDocument/documentSymbol: exports, their periods, and what is matched in them. */
export function createDocumentSymbolsFeature(context: FeatureContext): Feature {
  return {
    capabilities: { documentSymbolProvider: true },
    register(connection) {
      connection.onDocumentSymbol(({ textDocument }, token) => {
        const open = manifestOf(context, textDocument);
        return open ? context.service.symbols(open.manifest, signalOf(token)) : null;
      });
    },
  };
}
