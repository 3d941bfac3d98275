import { manifestOf, answer, type Feature, type FeatureContext } from '../feature';

/** textDocument/documentLink: from a manifest on disk to the files that it lists. */
export function createDocumentLinksFeature(context: FeatureContext): Feature {
  return {
    capabilities: { documentLinkProvider: {} },
    register(connection) {
      connection.onDocumentLinks(({ textDocument }, token) => {
        const open = manifestOf(context, textDocument);
        if (!open) return null;
        return answer(token, signal => context.service.documentLinks(open.manifest, signal));
      });
    },
  };
}
