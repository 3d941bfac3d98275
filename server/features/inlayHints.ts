import { manifestOf, answer, type Feature, type FeatureContext } from '../feature';

/** textDocument/inlayHint: sizes as people read them, and who replaces a period. */
export function createInlayHintsFeature(context: FeatureContext): Feature {
  return {
    capabilities: { inlayHintProvider: true },
    register(connection) {
      connection.languages.inlayHint.on(({ textDocument, range }, token) => {
        const open = manifestOf(context, textDocument);
        if (!open) return null;
        const { document, manifest } = open;
        const seen = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
        return answer(token, signal => context.service.inlayHints(manifest, seen, signal));
      });
    },
  };
}
