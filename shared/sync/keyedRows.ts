import type { ColumnValue } from '../columns/columnValue';
import { RowDigest, type RowHash } from './rowDigest';

/** What a table that is merged by key should hold: of each key what the last export brought. */
export class KeyedRows {
  readonly #rows = new Map<string, RowHash[]>();
  readonly #keepsTwins: boolean;
  #export = 0;
  /** The last export that had rows without a key. */
  #keyless = 0;

  /** `firstIsWhole`: the first export replaced the table, with all its rows, also those that share a key. */
  constructor({ firstIsWhole }: { readonly firstIsWhole: boolean }) {
    this.#keepsTwins = firstIsWhole;
  }

  /** The rows that follow belong to the next export. */
  nextExport(): void {
    this.#export++;
  }

  set(key: ColumnValue, hash: RowHash): void {
    const text = textOf(key);
    const known = this.#rows.get(text);
    const isWhole = this.#keepsTwins && this.#export === 1;
    // Nothing tells rows without a key apart, so an export keeps all of them.
    const isTwin = key === null && this.#keyless === this.#export;
    if (key === null) this.#keyless = this.#export;
    if (known && (isWhole || isTwin)) known.push(hash);
    else this.#rows.set(text, [hash]);
  }

  has(key: ColumnValue): boolean {
    return this.#rows.has(textOf(key));
  }

  forget(): void {
    this.#rows.clear();
  }

  digest(): RowDigest {
    const digest = new RowDigest();
    for (const hashes of this.#rows.values()) hashes.forEach(hash => digest.add(hash));
    return digest;
  }
}

/** SQL compares values of different types as different. */
function textOf(key: ColumnValue): string {
  return `${typeof key === 'string' ? 't' : 'i'}${String(key)}`;
}
