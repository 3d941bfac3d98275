import { manifestOf, signalOf, type Feature, type FeatureContext } from '../feature';

/** textDocument/documentLink: from a manifest on disk to the files that it lists. */
export function createDocumentLinksFeature(context: FeatureContext): Feature {
  return {
    capabilities: { documentLinkProvider: {} },
    register(connection) {
      connection.onDocumentLinks(async ({ textDocument }, token) => {
        const open = manifestOf(context, textDocument);
        return open ? context.service.documentLinks(open.manifest, signalOf(token)) : null;
      });
    },
  };
}
