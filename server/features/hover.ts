import type { Hover, Position } from 'vscode-languageserver';

import { answerAbout, type Feature, type FeatureContext } from '../feature';
import { jsonBasicsLimit } from '../jsonBasics';
import { hoverAt } from '../language/hoverAt';
import { sectionAt } from '../language/section';
import type { OpenManifest } from '../openManifest';

/** textDocument/hover: what a field means, and what its value says. */
export function createHoverFeature(context: FeatureContext): Feature {
  return {
    capabilities: { hoverProvider: true },
    register(connection) {
      connection.onHover((request, token) =>
        answerAbout(context, request, token, async (manifest, signal) => {
          const around = await context.service.surroundings(manifest, signal);
          const at = await sectionAt(manifest, manifest.offsetAt(request.position), signal);
          return hoverAt(at, around) ?? schemaHover(context, manifest, request.position);
        }),
      );
    },
  };
}

/** Outside of every field the schema has a word on the whole; inside, it would only repeat ours. */
async function schemaHover(
  { basics }: FeatureContext,
  { kind, document }: OpenManifest,
  position: Position,
): Promise<Hover | null> {
  if (document.length > jsonBasicsLimit) return null;
  return basics.hover({ kind, text: document.text }, position);
}
