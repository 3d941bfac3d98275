import { manifestOf, signalOf, type Feature, type FeatureContext } from '../feature';

/** textDocument/definition: a period's or matchable's owner, and the other file of an export. */
export function createDefinitionFeature(context: FeatureContext): Feature {
  return {
    capabilities: { definitionProvider: true },
    register(connection) {
      connection.onDefinition(async ({ textDocument, position }, token) => {
        const open = manifestOf(context, textDocument);
        if (!open) return null;
        const offset = open.document.offsetAt(position);
        return context.service.definition(open.manifest, offset, signalOf(token));
      });
    },
  };
}
