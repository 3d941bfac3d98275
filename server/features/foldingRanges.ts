import { answerAbout, type Feature, type FeatureContext } from '../feature';
import { foldingRangesOf } from '../language/foldingRangesOf';

/** textDocument/foldingRange: every object and array of more than one line. */
export function createFoldingRangesFeature(context: FeatureContext): Feature {
  return {
    capabilities: { foldingRangeProvider: true },
    register(connection) {
      connection.onFoldingRanges((request, token) =>
        answerAbout(context, request, token, (manifest, signal) =>
          foldingRangesOf(manifest, context.client.foldingLimit, signal),
        ),
      );
    },
  };
}
