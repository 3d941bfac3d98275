// The outline: exports, their periods, and what is listed in each.
import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';

import { noNode } from '../../shared/json/nodeTable';
import type {
  BillOfMaterials,
  EventFiles,
  ManifestEntry,
  Period,
} from '../../shared/manifest/types';
import { bytesText, countOf, countText, dayText } from '../../shared/util/humanText';
import { isEntry, type OpenManifest } from '../openManifest';
import { nodeRange } from '../ranges';

/** Symbols of one outline: editors grow slow with more, and nobody reads them. */
const symbolLimit = 20_000;

/** Matched entries listed of one period while there is room. */
const matchedLimit = 500;

/** The document's outline; where it is cut short, a last entry says how much more there is. */
export function symbolsOf(manifest: OpenManifest, signal: AbortSignal): DocumentSymbol[] {
  const outline = new Outline(manifest);
  return outline.capped(manifest.bills, symbolLimit, bill => {
    signal.throwIfAborted();
    return outline.bill(bill);
  });
}

class Outline {
  #left = symbolLimit;

  constructor(private readonly manifest: OpenManifest) {}

  bill(bill: ManifestEntry | BillOfMaterials): DocumentSymbol {
    const children = this.capped(bill.periods, symbolLimit, period => this.#period(period));
    const name = isEntry(bill) ? `Export ${bill.counter}` : 'Bill of materials';
    return this.#symbol(bill.at, {
      name,
      detail: billDetail(bill),
      kind: SymbolKind.Package,
      children,
    });
  }

  /** The symbols of a list, and one that says how many are left out. */
  capped<T extends { readonly at: number }>(
    items: readonly T[],
    limit: number,
    symbol: (item: T) => DocumentSymbol,
  ): DocumentSymbol[] {
    const symbols: DocumentSymbol[] = [];
    for (const item of items) {
      if (symbols.length === limit || this.#left <= 0) {
        const name = `… ${`${countText(items.length - symbols.length)} more`}`;
        symbols.push(this.#symbol(item.at, { name, detail: '', kind: SymbolKind.Null }));
        break;
      }
      this.#left--;
      symbols.push(symbol(item));
    }
    return symbols;
  }

  #period({ at, periodId, allEvents, matched }: Period): DocumentSymbol {
    const children = this.capped(matched, matchedLimit, files =>
      this.#symbol(files.at, {
        name: files.matchableId,
        detail: filesDetail(files),
        kind: SymbolKind.Field,
      }),
    );
    if (allEvents) {
      const detail = filesDetail(allEvents);
      children.unshift(
        this.#symbol(allEvents.at, { name: 'allEvents', detail, kind: SymbolKind.Field }),
      );
    }
    const detail =
      matched.length > 0 ? countOf(matched.length, 'matched entry', 'matched entries') : '';
    return this.#symbol(at, { name: dayText(periodId), detail, kind: SymbolKind.Event, children });
  }

  #symbol(node: number, shown: Omit<DocumentSymbol, 'range' | 'selectionRange'>): DocumentSymbol {
    const { json } = this.manifest;
    const range = nodeRange(json, node);
    const name = json.valueOf(nameKey(this.manifest, node));
    const selectionRange = name === noNode ? range : nodeRange(json, name);
    return { ...shown, range, selectionRange };
  }
}

/** The key by which an object is found in the text; noNode when it has none of them. */
function nameKey({ json }: OpenManifest, node: number): number {
  for (const name of ['counter', 'periodId', 'id']) {
    const key = json.propertyKey(node, name);
    if (key !== noNode) return key;
  }
  return noNode;
}

function billDetail(bill: ManifestEntry | BillOfMaterials): string {
  const parts = [bill.timestamp?.slice(0, 10) ?? ''];
  if (isEntry(bill)) {
    parts.push(bill.exportType?.join(', ') ?? '');
    if (bill.storageSize !== null) parts.push(bytesText(bill.storageSize));
  }
  if (bill.accounts) parts.push('accounts');
  if (bill.visitors) parts.push('visitors');
  if (bill.periods.length > 0) parts.push(countOf(bill.periods.length, 'period'));
  return parts.filter(part => part !== '').join(' · ');
}

function filesDetail({ files, eventCount }: EventFiles): string {
  if (files.length === 0) return 'delete only';
  const rows = eventCount === null ? '' : `${countOf(eventCount, 'event')} · `;
  return `${rows}${countOf(files.length, 'file')}`;
}
