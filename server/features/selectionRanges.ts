import { manifestOf, type Feature, type FeatureContext } from '../feature';

/** textDocument/selectionRange: from a value outwards. */
export function createSelectionRangesFeature(context: FeatureContext): Feature {
  return {
    capabilities: { selectionRangeProvider: true },
    register(connection) {
      connection.onSelectionRanges(({ textDocument, positions }) => {
        const open = manifestOf(context, textDocument);
        if (!open) return null;
        return positions.map(position =>
          context.service.selectionRange(open.manifest, open.document.offsetAt(position)),
        );
      });
    },
  };
}
