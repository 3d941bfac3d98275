import { manifestOf, answer, type Feature, type FeatureContext } from '../feature';

/** textDocument/definition: a period's or matchable's owner, and the other file of an export. */
export function createDefinitionFeature(context: FeatureContext): Feature {
  return {
    capabilities: { definitionProvider: true },
    register(connection) {
      connection.onDefinition(({ textDocument, position }, token) => {
        const open = manifestOf(context, textDocument);
        if (!open) return null;
        const offset = open.document.offsetAt(position);
        return answer(token, signal => context.service.definition(open.manifest, offset, signal));
      });
    },
  };
}
