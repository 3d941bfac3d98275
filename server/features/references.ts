import { answerAbout, type Feature, type FeatureContext } from '../feature';
import { referencesAt } from '../language/locations';
import { sectionAt } from '../language/section';

/** textDocument/references: every place that names a period or a matchable. */
export function createReferencesFeature(context: FeatureContext): Feature {
  return {
    capabilities: { referencesProvider: true },
    register(connection) {
      connection.onReferences((request, token) =>
        answerAbout(context, request, token, async (manifest, signal) => {
          const around = await context.service.surroundings(manifest, signal);
          const at = await sectionAt(manifest, manifest.offsetAt(request.position), signal);
          return referencesAt(at, around, signal);
        }),
      );
    },
  };
}
