import { manifestOf, answer, type Feature, type FeatureContext } from '../feature';

/** textDocument/hover: what a field means, and what its value says. */
export function createHoverFeature(context: FeatureContext): Feature {
  return {
    capabilities: { hoverProvider: true },
    register(connection) {
      connection.onHover(({ textDocument, position }, token) => {
        const open = manifestOf(context, textDocument);
        if (!open) return null;
        const offset = open.document.offsetAt(position);
        return answer(token, signal => context.service.hover(open.manifest, offset, signal));
      });
    },
  };
}
