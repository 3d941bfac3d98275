import { answer, manifestOf, type Feature, type FeatureContext } from '../feature';
import { jsonBasicsLimit } from '../jsonBasics';

/** textDocument/completion: the keys and values that the format knows. */
export function createCompletionFeature(context: FeatureContext): Feature {
  const { basics, client } = context;
  return {
    capabilities: { completionProvider: { triggerCharacters: ['"', ':'] } },
    register(connection) {
      connection.onCompletion(({ textDocument, position }, token) => {
        const open = manifestOf(context, textDocument);
        if (!open || open.manifest.json.text.length > jsonBasicsLimit) return null;
        const { kind, json } = open.manifest;
        const options = { snippets: client.insertsSnippets };
        return answer(token, () => basics.complete({ kind, text: json.text }, position, options));
      });
    },
  };
}
