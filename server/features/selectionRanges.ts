import { answerAbout, type Feature, type FeatureContext } from '../feature';
import { sectionAt } from '../language/section';
import { selectionRangeAt } from '../language/selectionRangeAt';

/** textDocument/selectionRange: from a value outwards. */
export function createSelectionRangesFeature(context: FeatureContext): Feature {
  return {
    capabilities: { selectionRangeProvider: true },
    register(connection) {
      connection.onSelectionRanges((request, token) =>
        answerAbout(context, request, token, async (manifest, signal) => {
          const sections = [];
          for (const position of request.positions) {
            sections.push(await sectionAt(manifest, manifest.offsetAt(position), signal));
          }
          return sections.map(at => selectionRangeAt(manifest, at));
        }),
      );
    },
  };
}
