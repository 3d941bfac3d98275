import { answerAbout, type Feature, type FeatureContext } from '../feature';
import { definitionAt } from '../language/locations';
import { sectionAt } from '../language/section';

/** textDocument/definition: a period's or matchable's owner, and the other file of an export. */
export function createDefinitionFeature(context: FeatureContext): Feature {
  return {
    capabilities: { definitionProvider: true },
    register(connection) {
      connection.onDefinition((request, token) =>
        answerAbout(context, request, token, async (manifest, signal) => {
          const around = await context.service.surroundings(manifest, signal);
          const at = await sectionAt(manifest, manifest.offsetAt(request.position), signal);
          return definitionAt(at, around, signal);
        }),
      );
    },
  };
}
