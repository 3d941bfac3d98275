// The outline: exports, their periods, and what is listed in each.
import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';

import { elementsOf } from '../../shared/manifest/exportView';
import { canonicalPeriodId } from '../../shared/manifest/timestamps';
import type { NodeIndex } from '../../shared/manifest/types';
import { bytesText, countOf, countText, dayText } from '../../shared/util/humanText';
import { lspRange } from '../ranges';
import { exportSection, type Section } from './section';
import type { Surroundings } from './surroundings';

/** Symbols of one outline: editors grow slow with more, and nobody reads them. */
const symbolLimit = 20_000;

/** Matched entries listed of one period while there is room. */
const matchedLimit = 500;

/** The document's outline; where it is cut short, a last entry says how much more there is. */
export async function symbolsOf(
  around: Surroundings,
  signal: AbortSignal,
): Promise<DocumentSymbol[]> {
  const { manifest } = around;
  const count = manifest.document.exports.length;
  const outline = new Outline(around, symbolLimit - Math.min(count, symbolLimit));
  const symbols: DocumentSymbol[] = [];
  for (let index = 0; index < count; index++) {
    if (symbols.length === symbolLimit) {
      const range = lspRange(manifest.document.rangeOf(index));
      symbols.push(moreSymbol(count - index, range));
      break;
    }
    // Where there is no room for what is in an export, its nodes are not read.
    symbols.push(
      outline.hasRoom
        ? outline.export(await exportSection(manifest, index, signal))
        : outline.closedExport(index),
    );
  }
  return symbols;
}

class Outline {
  constructor(
    private readonly around: Surroundings,
    /** Symbols besides those of the exports. */
    private left: number,
  ) {}

  get hasRoom(): boolean {
    return this.left > 0;
  }

  export(section: Section): DocumentSymbol {
    const { json, node } = section;
    const periods = elementsOf(json, json.property(node, 'timeDependent'));
    const isEntry = this.around.manifest.kind === 'exportManifest';
    const counter = json.rawText(json.property(node, 'counter'));
    return {
      name: isEntry
        ? `Export ${counter === '' ? 'without a counter' : counter}`
        : 'Bill of materials',
      detail: exportDetail(section, periods.length),
      kind: SymbolKind.Package,
      ...rangesOf(section, node, 'counter'),
      children: this.#capped(section, periods, period => this.#period(section, period)),
    };
  }

  closedExport(index: number): DocumentSymbol {
    const { manifest, ownership } = this.around;
    const counter = ownership.counterOf(index);
    const name = `Export ${counter ?? 'without a counter'}`;
    const range = lspRange(manifest.document.rangeOf(index));
    return { name, kind: SymbolKind.Package, range, selectionRange: range };
  }

  #period(section: Section, node: NodeIndex): DocumentSymbol {
    const { json } = section;
    const entries = elementsOf(json, json.property(node, 'matchedEvents'));
    const children = this.#capped(section, entries.slice(0, matchedLimit), entry =>
      this.#files(section, entry, this.#nameOf(json.stringValue(json.property(entry, 'id')))),
    );
    const last = entries[matchedLimit];
    if (last !== undefined && children.length === matchedLimit) {
      children.push(moreSymbol(entries.length - matchedLimit, section.rangeOf(last)));
    }
    const allEvents = json.property(node, 'allEvents');
    if (json.isObject(allEvents)) children.unshift(this.#files(section, allEvents, 'allEvents'));
    const written = json.stringValue(json.property(node, 'periodId')) ?? '';
    const periodId = canonicalPeriodId(written);
    return {
      name: periodId === undefined ? `Period ${written}` : dayText(periodId),
      detail: entries.length > 0 ? countOf(entries.length, 'matched entry', 'matched entries') : '',
      kind: SymbolKind.Event,
      ...rangesOf(section, node, 'periodId'),
      children,
    };
  }

  #files(section: Section, node: NodeIndex, name: string): DocumentSymbol {
    return {
      name,
      detail: filesDetail(section, node),
      kind: SymbolKind.Field,
      ...rangesOf(section, node, 'id'),
    };
  }

  /** Names before ids. */
  #nameOf(matchableId: string | undefined): string {
    if (matchableId === undefined || matchableId === '') return 'without an id';
    const name = this.around.names?.get(matchableId)?.name;
    return name === undefined || name === '' ? matchableId : `${name} (${matchableId})`;
  }

  /** The symbols of a list, and one that says how many are left out. */
  #capped(
    section: Section,
    nodes: readonly NodeIndex[],
    symbol: (node: NodeIndex) => DocumentSymbol,
  ): DocumentSymbol[] {
    const symbols: DocumentSymbol[] = [];
    for (const node of nodes) {
      if (this.left <= 0) {
        symbols.push(moreSymbol(nodes.length - symbols.length, section.rangeOf(node)));
        break;
      }
      this.left--;
      symbols.push(symbol(node));
    }
    return symbols;
  }
}

function moreSymbol(count: number, range: DocumentSymbol['range']): DocumentSymbol {
  const name = `… ${countText(count)} more`;
  return { name, kind: SymbolKind.Null, range, selectionRange: range };
}

/** An object, and the value by which it is found in the text. */
function rangesOf(
  { json, rangeOf }: Section,
  node: NodeIndex,
  key: string,
): Pick<DocumentSymbol, 'range' | 'selectionRange'> {
  const range = rangeOf(node);
  const value = json.property(node, key);
  return { range, selectionRange: value < 0 ? range : rangeOf(value) };
}

function exportDetail({ json, node }: Section, periods: number): string {
  const text = (key: string): string => json.stringValue(json.property(node, key)) ?? '';
  const type = json.property(node, 'exportType');
  const types = [...json.children(type)].map(child => json.stringValue(child) ?? '');
  const size = json.numberValue(json.property(node, 'storageSize'));
  return [
    text('timestamp').slice(0, 10),
    types.join(', '),
    size === undefined ? '' : bytesText(size),
    ...['accounts', 'visitors'].filter(key => json.property(node, key) >= 0),
    periods > 0 ? countOf(periods, 'period') : '',
  ]
    .filter(part => part !== '')
    .join(' · ');
}

function filesDetail({ json }: Section, node: NodeIndex): string {
  const list = json.property(node, 'files');
  const files = json.isArray(list) ? json.childCount(list) : list < 0 ? 0 : 1;
  if (files === 0) return 'delete only';
  const count = json.numberValue(json.property(node, 'eventCount'));
  return `${count === undefined ? '' : `${countOf(count, 'event')} · `}${countOf(files, 'file')}`;
}
