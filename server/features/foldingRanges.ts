import { manifestOf, answer, type Feature, type FeatureContext } from '../feature';

/** textDocument/foldingRange: every object and array of more than one line. */
export function createFoldingRangesFeature(context: FeatureContext): Feature {
  const { service, client } = context;
  return {
    capabilities: { foldingRangeProvider: true },
    register(connection) {
      connection.onFoldingRanges(({ textDocument }, token) => {
        const open = manifestOf(context, textDocument);
        if (!open) return null;
        return answer(token, signal =>
          service.foldingRanges(open.manifest, client.foldingLimit, signal),
        );
      });
    },
  };
}
