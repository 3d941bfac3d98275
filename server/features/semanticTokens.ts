import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensEdit,
} from 'vscode-languageserver';

import { answerAbout, gone, type Feature, type FeatureContext } from '../feature';
import { semanticTokensOf, tokenLegend } from '../language/semanticTokensOf';
import type { OpenManifest } from '../openManifest';

/** Of longer texts only what is seen is coloured: nobody waits for the rest. */
const wholeLimit = 2_000_000;

/** textDocument/semanticTokens: what colours cannot be told from the text alone; whole, by range, and as changes. */
export function createSemanticTokensFeature(context: FeatureContext): Feature {
  const sent = new SentTokens();
  return {
    capabilities: {
      semanticTokensProvider: { legend: tokenLegend, full: { delta: true }, range: true },
    },
    register(connection) {
      const { semanticTokens } = connection.languages;
      semanticTokens.on((request, token) =>
        answerAbout(context, request, token, async (manifest, signal) => {
          const data = await wholeTokens(context, manifest, signal);
          return data && sent.whole(manifest.uri, data);
        }),
      );
      semanticTokens.onDelta((request, token) =>
        answerAbout(context, request, token, async (manifest, signal) => {
          const data = await wholeTokens(context, manifest, signal);
          return data && sent.changes(manifest.uri, request.previousResultId, data);
        }),
      );
      semanticTokens.onRange((request, token) =>
        answerAbout(context, request, token, async (manifest, signal) => {
          const { start, end } = request.range;
          const seen = { start: manifest.offsetAt(start), end: manifest.offsetAt(end) };
          const around = await context.service.surroundings(manifest, signal);
          return { data: await semanticTokensOf(around, seen, signal) };
        }),
      );
      context.documents.onDidClose(({ document: { uri } }) => sent.forget(uri));
      context.onOutsideChange(() => {
        if (context.client.refreshes('semanticTokens')) semanticTokens.refresh().catch(gone);
      });
    },
  };
}

async function wholeTokens(
  { service }: FeatureContext,
  manifest: OpenManifest,
  signal: AbortSignal,
): Promise<number[] | null> {
  const { length } = manifest.document;
  if (length > wholeLimit) return null;
  const around = await service.surroundings(manifest, signal);
  return semanticTokensOf(around, { start: 0, end: length }, signal);
}

/** What the client holds of each document, so that it can be sent the difference. */
class SentTokens {
  readonly #last = new Map<string, { readonly resultId: string; readonly data: number[] }>();
  #count = 0;

  whole(uri: string, data: number[]): SemanticTokens {
    const last = { resultId: String(++this.#count), data };
    this.#last.set(uri, last);
    return last;
  }

  changes(
    uri: string,
    previousResultId: string,
    data: number[],
  ): SemanticTokens | SemanticTokensDelta {
    const before = this.#last.get(uri);
    const { resultId = '' } = this.whole(uri, data);
    if (before?.resultId !== previousResultId) return { resultId, data };
    return { resultId, edits: [difference(before.data, data)] };
  }

  forget(uri: string): void {
    this.#last.delete(uri);
  }
}

/** One edit that makes one list of the other. */
function difference(before: readonly number[], after: readonly number[]): SemanticTokensEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return {
    start,
    deleteCount: before.length - start - same,
    data: after.slice(start, after.length - same),
  };
}
