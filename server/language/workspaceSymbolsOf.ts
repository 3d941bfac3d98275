// What can be looked up by name in a workspace: exports by counter, pages, features and track types by name and id.
import { SymbolKind, type SymbolInformation } from 'vscode-languageserver';

import { elementsOf } from '../../shared/manifest/exportView';
import type { NodeIndex } from '../../shared/manifest/types';
import type { Translate } from '../../shared/util/translate';
import { lspRange } from '../ranges';
import { exportSection, type Section } from './section';
import type { Surroundings } from './surroundings';

/** Symbols of one manifest. */
const symbolLimit = 20_000;

/** Ids are looked for in the newest exports only: an id that no longer comes is of no interest. */
const searchedExports = 4;

/** The symbols of one manifest; an id is where its newest export lists it first. */
export async function workspaceSymbolsOf(
  t: Translate,
  around: Surroundings,
  signal: AbortSignal,
): Promise<SymbolInformation[]> {
  const { manifest, ownership, facts } = around;
  const { document, uri } = manifest;
  const container = facts.application === undefined ? {} : { containerName: facts.application };
  const exports = ownership.newest(symbolLimit).map(({ index, counter }) => ({
    name: t('Export {0}', counter),
    kind: SymbolKind.Package,
    location: { uri, range: lspRange(document.rangeOf(index)) },
    ...container,
  }));
  const ids = new Map<string, SymbolInformation>();
  for (const { index } of ownership.newest(searchedExports)) {
    const section = await exportSection(manifest, index, signal);
    for (const { id, at } of matchedIds(section)) {
      if (ids.has(id) || ids.size === symbolLimit) continue;
      const location = { uri, range: section.rangeOf(at) };
      ids.set(id, { name: nameOf(id, around), kind: SymbolKind.Field, location, ...container });
    }
  }
  return [...exports, ...ids.values()];
}

function* matchedIds({ json, node }: Section): Iterable<{ id: string; at: NodeIndex }> {
  for (const period of elementsOf(json, json.property(node, 'timeDependent'))) {
    for (const entry of elementsOf(json, json.property(period, 'matchedEvents'))) {
      const at = json.property(entry, 'id');
      const id = json.stringValue(at);
      if (id !== undefined) yield { id, at };
    }
  }
}

/** Names before ids. */
function nameOf(id: string, { names }: Surroundings): string {
  const name = names?.get(id)?.name;
  return name === undefined || name === '' ? id : `${name} (${id})`;
}
