import { manifestOf, signalOf, type Feature, type FeatureContext } from '../feature';

/** textDocument/hover: what a field means, and what its value says. */
export function createHoverFeature(context: FeatureContext): Feature {
  return {
    capabilities: { hoverProvider: true },
    register(connection) {
      connection.onHover(async ({ textDocument, position }, token) => {
        const open = manifestOf(context, textDocument);
        if (!open) return null;
        const offset = open.document.offsetAt(position);
        return context.service.hover(open.manifest, offset, signalOf(token));
      });
    },
  };
}
