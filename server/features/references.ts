import { manifestOf, answer, type Feature, type FeatureContext } from '../feature';

/** textDocument/references: every place that names a period or a matchable. */
export function createReferencesFeature(context: FeatureContext): Feature {
  return {
    capabilities: { referencesProvider: true },
    register(connection) {
      connection.onReferences(({ textDocument, position }, token) => {
        const open = manifestOf(context, textDocument);
        if (!open) return null;
        const offset = open.document.offsetAt(position);
        return answer(token, signal => context.service.references(open.manifest, offset, signal));
      });
    },
  };
}
