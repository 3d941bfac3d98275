import { answerAbout, type Feature, type FeatureContext } from '../feature';
import { jsonBasicsLimit } from '../jsonBasics';
import { completionsAt } from '../language/completionsAt';
import { sectionAt } from '../language/section';

/** textDocument/completion: the keys and values that the format knows. */
export function createCompletionFeature(context: FeatureContext): Feature {
  const { basics, client } = context;
  return {
    capabilities: { completionProvider: { triggerCharacters: ['"', ':'] } },
    register(connection) {
      connection.onCompletion((request, token) =>
        answerAbout(context, request, token, async (manifest, signal) => {
          const { kind, document } = manifest;
          if (document.length > jsonBasicsLimit) {
            const at = await sectionAt(manifest, manifest.offsetAt(request.position), signal);
            return completionsAt(at, request.position);
          }
          const options = { snippets: client.insertsSnippets };
          return basics.complete({ kind, text: document.text }, request.position, options);
        }),
      );
    },
  };
}
