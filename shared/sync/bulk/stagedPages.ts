// A database of one table that exists only as pages in the engine's heap: leaves that the page builder
// fills, and a root above them. SQLite copies its rows into the real table without looking at their values.
import type { PageSource } from '../../engine/engine';
import { firstPage, headerBytes, pageBytes, pageKind, varintBytes } from './pageFormat';
import type { PageArea } from './recordPlaces';
import type { HeapMemory } from './scratch';
import { mostPayload } from './pageFormat';

/** 4 MB: what fits a processor's cache and fills some hundred pages. */
export const maxLeaves = 256;

/** The root is the second page, leaves follow. */
const pagesBeforeLeaves = 2;

export class StagedPages implements PageSource {
  readonly size = (pagesBeforeLeaves + maxLeaves) * pageBytes;
  readonly area: PageArea;
  readonly #memory: HeapMemory;
  readonly #first: Uint8Array;
  #root: Uint8Array = new Uint8Array(pageBytes);
  readonly #allocated: number[] = [];

  /** `createTable` makes the table `t`; it has `columns` columns. */
  constructor(memory: HeapMemory, createTable: string, columns: number) {
    this.#memory = memory;
    this.#first = firstPage(createTable, pagesBeforeLeaves + maxLeaves);
    const alloc = (bytes: number) => {
      const pointer = memory.alloc(bytes);
      this.#allocated.push(pointer);
      return pointer;
    };
    this.area = {
      // A serial type has at most 9 bytes.
      header: alloc(columns * 9 + 16),
      body: alloc(mostPayload + 64),
      pages: alloc(maxLeaves * pageBytes),
      maxPages: maxLeaves,
    };
  }

  read(bytes: Uint8Array, position: number): void {
    const page = Math.floor(position / pageBytes);
    const start = position - page * pageBytes;
    if (page >= pagesBeforeLeaves) {
      const leaf = this.area.pages + (page - pagesBeforeLeaves) * pageBytes + start;
      bytes.set(this.#memory.heap().subarray(leaf, leaf + bytes.length));
    } else {
      bytes.set((page === 0 ? this.#first : this.#root).subarray(start, start + bytes.length));
    }
  }

  /** Puts the root above the first `leaves` leaves, whose rows are numbered from `firstRow` without gaps. */
  finish(leaves: number, firstRow: number): void {
    const heap = this.#memory.heap();
    const { pages } = this.area;
    this.#root =
      leaves === 1
        ? heap.slice(pages, pages + pageBytes)
        : rootPage(this.#rowCounts(heap, leaves), firstRow);
  }

  free(): void {
    for (const pointer of this.#allocated) this.#memory.free(pointer);
  }

  #rowCounts(heap: Uint8Array, leaves: number): number[] {
    const view = new DataView(heap.buffer, heap.byteOffset + this.area.pages);
    return Array.from({ length: leaves }, (_, leaf) => view.getUint16(leaf * pageBytes + 3));
  }
}

/** An interior page: for each leaf but the last its number and its last row. */
function rootPage(rowCounts: readonly number[], firstRow: number): Uint8Array {
  const page = new Uint8Array(pageBytes);
  const view = new DataView(page.buffer);
  let row = firstRow - 1;
  let top = pageBytes;
  for (const [leaf, rows] of rowCounts.slice(0, -1).entries()) {
    row += rows;
    const key = varintBytes(row);
    top -= 4 + key.length;
    view.setUint32(top, leafNumber(leaf));
    page.set(key, top + 4);
    view.setUint16(headerBytes.interior + 2 * leaf, top);
  }
  page[0] = pageKind.interior;
  view.setUint16(3, rowCounts.length - 1);
  view.setUint16(5, top);
  view.setUint32(8, leafNumber(rowCounts.length - 1));
  return page;
}

/** Pages count from 1. */
function leafNumber(leaf: number): number {
  return leaf + pagesBeforeLeaves + 1;
}
