import { answerAbout, gone, type Feature, type FeatureContext } from '../feature';
import { inlayHintsOf } from '../language/inlayHintsOf';

/** textDocument/inlayHint: names, rows and sizes as people read them, and who replaces a period. */
export function createInlayHintsFeature(context: FeatureContext): Feature {
  return {
    capabilities: { inlayHintProvider: true },
    register(connection) {
      connection.languages.inlayHint.on((request, token) =>
        answerAbout(context, request, token, async (manifest, signal) => {
          const around = await context.service.surroundings(manifest, signal);
          const { start, end } = request.range;
          const seen = { start: manifest.offsetAt(start), end: manifest.offsetAt(end) };
          return inlayHintsOf(around, seen, signal);
        }),
      );
      context.onOutsideChange(() => {
        if (context.client.refreshes('inlayHint')) {
          connection.languages.inlayHint.refresh().catch(gone);
        }
      });
    },
  };
}
