import type { SymbolInformation } from 'vscode-languageserver';

import { answer, type Feature, type FeatureContext } from '../feature';
import { uriOfPath } from '../fileUri';
import { workspaceSymbolsOf } from '../language/workspaceSymbolsOf';
import type { OpenManifest } from '../openManifest';

/** Symbols of one answer: nobody reads more. */
const answerLimit = 500;
/** Milliseconds that files are read for; those that are left come with the next letter typed. */
const timeBudget = 3000;
/** Bytes of a manifest that is read for its names alone. */
const fileBudget = 64e6;

/** workspace/symbol: exports, and what is matched in the newest of them, in all manifests of the workspace. */
export function createWorkspaceSymbolsFeature(context: FeatureContext): Feature {
  const index = new SymbolIndex(context);
  return {
    capabilities: { workspaceSymbolProvider: true },
    register(connection) {
      connection.onWorkspaceSymbol(({ query }, token) =>
        answer(token, async signal => {
          const wanted = query.toLowerCase();
          const all = await index.all(signal);
          return all
            .filter(({ name }) => name.toLowerCase().includes(wanted))
            .slice(0, answerLimit);
        }),
      );
    },
  };
}

/** The symbols of each manifest, found once for each version of it. */
class SymbolIndex {
  readonly #known = new Map<string, { readonly stamp: string; readonly symbols: Symbols }>();

  constructor(private readonly context: FeatureContext) {}

  async all(signal: AbortSignal): Promise<Symbols> {
    const open = this.context.documents
      .all()
      .flatMap(({ manifest }) => (manifest?.kind === 'exportManifest' ? manifest : []));
    const symbols: SymbolInformation[] = [];
    for (const manifest of open) {
      const { resultId } = await this.context.service.check(manifest, signal);
      symbols.push(...(await this.#of(manifest.uri, resultId, async () => manifest, signal)));
    }
    const deadline = performance.now() + timeBudget;
    const isOpen = new Set(open.map(({ path }) => path));
    for (const file of await this.context.workspace.manifests(signal)) {
      const isWanted = file.kind === 'exportManifest' && file.size <= fileBudget;
      if (!isWanted || isOpen.has(file.path)) continue;
      if (performance.now() > deadline) break;
      const uri = uriOfPath(file.path);
      const read = () => this.context.onDisk.get(uri, signal);
      symbols.push(...(await this.#of(uri, file.stamp, read, signal)));
    }
    return symbols;
  }

  async #of(
    uri: string,
    stamp: string,
    read: () => Promise<OpenManifest | undefined>,
    signal: AbortSignal,
  ): Promise<Symbols> {
    const known = this.#known.get(uri);
    if (known?.stamp === stamp) return known.symbols;
    const manifest = await read();
    if (!manifest) return [];
    const { client, service } = this.context;
    const around = await service.surroundings(manifest, signal);
    const symbols = await workspaceSymbolsOf(client.t, around, signal);
    this.#known.set(uri, { stamp, symbols });
    return symbols;
  }
}

type Symbols = readonly SymbolInformation[];
