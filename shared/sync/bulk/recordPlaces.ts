// What the code that builds pages agrees on with those that run it: globals, addresses, functions.
import { rowGlobals } from './rowLoop';
import { wasmImports } from './wasmImports';

/** Globals of a page builder, in this order. */
export const pageGlobals = [
  ...rowGlobals,
  /** 1: the row does not fit a page. */
  'tooLarge',
  /** Address of the leaf that is being filled; 0 if none. */
  'page',
  /** Where in it the cells begin, and how many there are. */
  'top',
  'cells',
  /** Leaves begun. */
  'leaves',
] as const;

export type PageGlobal = (typeof pageGlobals)[number];

export function globalIndex(name: PageGlobal): number {
  return pageGlobals.indexOf(name);
}

/** Where things lie in the heap. */
export interface PageArea {
  /** Serial types of the row. */
  readonly header: number;
  /** Its values; `spareBytes` more are there. */
  readonly body: number;
  /** The leaves. */
  readonly pages: number;
  readonly maxPages: number;
}

/** What `appendRow` answers. */
export const appended = { yes: 0, areaFull: 1, tooLarge: 2 } as const;

const first = wasmImports.length + 3;

/** Their place among all functions. `head` and `body` are where the next type and the next value go. */
export const recordIndex = {
  /** head, body, integer → head, body. */
  integer: first,
  /** head, body, address, length, serial type of an empty one → head, body. */
  bytes: first + 1,
  /** A 64-bit number with its bytes in reverse. */
  swap: first + 2,
  /** head, body, number of the row → `appended`. */
  row: first + 3,
  /** address, number → the address behind its varint. */
  varint: first + 4,
  /** Writes the header of the leaf that is being filled. */
  closePage: first + 5,
} as const;
