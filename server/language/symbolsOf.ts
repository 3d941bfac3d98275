// The outline: exports, their periods, and what is listed in each.
import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';

import type { TextPlace } from '../../shared/json/textLayout';
import { movedRange } from '../../shared/manifest/textRange';
import { countText } from '../../shared/util/humanText';
import type { Translate } from '../../shared/util/translate';
import { KeptByPart } from '../keptByPart';
import { lspRange } from '../ranges';
import { exportName, outlineOf, type OutlineItem } from './outlineOf';
import { exportSection } from './section';
import type { Surroundings } from './surroundings';

/** Symbols of one answer: editors grow slow with more, and nobody reads them. */
const symbolLimit = 5000;

const kinds = {
  export: SymbolKind.Package,
  period: SymbolKind.Event,
  files: SymbolKind.Field,
} as const satisfies Record<OutlineItem['kind'], SymbolKind>;

const outlines = new KeptByPart<OutlineItem>();

/** The document's outline; where it is cut short, a last entry says how much more there is. */
export async function symbolsOf(
  t: Translate,
  around: Surroundings,
  signal: AbortSignal,
): Promise<DocumentSymbol[]> {
  const { document, kind } = around.manifest;
  const symbols = new SymbolTree(t, around, symbolLimit - document.exports.length);
  const shown = document.exports.slice(0, symbolLimit);
  const all: DocumentSymbol[] = [];
  for (const [index, part] of shown.entries()) {
    // Where there is no room for what is in an export, its nodes are not read.
    if (!symbols.hasRoom) all.push(symbols.closedExport(index));
    else {
      const outline = await outlines.get(part, async () => {
        return outlineOf(t, await exportSection(around.manifest, index, signal), kind);
      });
      all.push(symbols.of(outline, document.placeOf(index)));
    }
  }
  const more = document.exports.length - shown.length;
  if (more > 0) all.push(moreSymbol(t, more, lspRange(document.rangeOf(shown.length))));
  return all;
}

/** Puts symbols together while there is room. */
class SymbolTree {
  constructor(
    private readonly t: Translate,
    private readonly around: Surroundings,
    /** Symbols besides those of the exports. */
    private left: number,
  ) {}

  get hasRoom(): boolean {
    return this.left > 0;
  }

  of(
    { name, detail, kind, children, omitted, ...at }: OutlineItem,
    place: TextPlace,
  ): DocumentSymbol {
    const range = lspRange(movedRange(at.range, place));
    const below = this.#capped(children, omitted, place);
    return {
      name: this.#nameOf(name),
      detail,
      kind: kinds[kind],
      range,
      selectionRange: lspRange(movedRange(at.selection, place)),
      ...(below.length > 0 ? { children: below } : {}),
    };
  }

  closedExport(index: number): DocumentSymbol {
    const { manifest, ownership } = this.around;
    const name = exportName(this.t, ownership.counterOf(index));
    const range = lspRange(manifest.document.rangeOf(index));
    return { name, kind: kinds.export, range, selectionRange: range };
  }

  /** The symbols of a list, and one that says how many are left out. */
  #capped(items: readonly OutlineItem[], omitted: number, place: TextPlace): DocumentSymbol[] {
    const shown = items.slice(0, Math.max(0, this.left));
    this.left -= shown.length;
    const symbols = shown.map(item => this.of(item, place));
    const more = items.length - shown.length + omitted;
    const next = items[shown.length] ?? items.at(-1);
    if (more > 0 && next) {
      symbols.push(moreSymbol(this.t, more, lspRange(movedRange(next.range, place))));
    }
    return symbols;
  }

  /** Names before ids. */
  #nameOf(id: string): string {
    const name = this.around.names?.get(id)?.name;
    return name === undefined || name === '' ? id : `${name} (${id})`;
  }
}

function moreSymbol(t: Translate, count: number, range: DocumentSymbol['range']): DocumentSymbol {
  const name = t('… {0} more', countText(count));
  return { name, kind: SymbolKind.Null, range, selectionRange: range };
}
