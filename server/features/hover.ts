import type { Hover, Position } from 'vscode-languageserver';

import { answer, manifestOf, type Feature, type FeatureContext } from '../feature';
import { jsonBasicsLimit } from '../jsonBasics';
import type { OpenManifest } from '../openManifest';

/** textDocument/hover: what a field means, and what its value says. */
export function createHoverFeature(context: FeatureContext): Feature {
  return {
    capabilities: { hoverProvider: true },
    register(connection) {
      connection.onHover(({ textDocument, position }, token) => {
        const open = manifestOf(context, textDocument);
        if (!open) return null;
        const offset = open.document.offsetAt(position);
        return answer(token, async signal => {
          const own = await context.service.hover(open.manifest, offset, signal);
          return own ?? schemaHover(context, open.manifest, position);
        });
      });
    },
  };
}

/** Outside of every field the schema has a word on the whole; inside, it would only repeat ours. */
async function schemaHover(
  { basics }: FeatureContext,
  { kind, json }: OpenManifest,
  position: Position,
): Promise<Hover | null> {
  if (json.text.length > jsonBasicsLimit) return null;
  return basics.hover({ kind, text: json.text }, position);
}
