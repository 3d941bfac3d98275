import { answerAbout, type Feature, type FeatureContext } from '../feature';
import { documentLinksOf } from '../language/documentLinksOf';

/** textDocument/documentLink: from a manifest on disk to the files that it lists. */
export function createDocumentLinksFeature(context: FeatureContext): Feature {
  return {
    capabilities: { documentLinkProvider: {} },
    register(connection) {
      connection.onDocumentLinks((request, token) =>
        answerAbout(context, request, token, async (manifest, signal) => {
          const { facts } = await context.service.check(manifest, signal);
          return documentLinksOf(manifest, facts, signal);
        }),
      );
    },
  };
}
