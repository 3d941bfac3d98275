// A checksum of rows that does not depend on their order, so that files and tables can be compared
// without sorting either: the sum modulo 2^64 of a hash of each row.
import { createHash } from 'node:crypto';

import type { ColumnValue } from '../columns/columnValue';

/** Count and checksum of some rows. */
export class RowDigest {
  rows = 0;
  #low = 0;
  #high = 0;

  add(hash: RowHash): void {
    this.rows++;
    const low = this.#low + hash.low;
    this.#low = low >>> 0;
    this.#high = (this.#high + hash.high + (low > 0xffffffff ? 1 : 0)) >>> 0;
  }

  equals(other: RowDigest): boolean {
    return this.rows === other.rows && this.#low === other.#low && this.#high === other.#high;
  }
}

/** 64 bits of a row's hash. */
export interface RowHash {
  readonly low: number;
  readonly high: number;
}

/** The hash of a row's values in the order of the table's columns. */
export function hashRow(values: readonly ColumnValue[]): RowHash {
  const hash = createHash('sha1').update(values.map(valueText).join('')).digest();
  return { low: hash.readUInt32LE(0), high: hash.readUInt32LE(4) };
}

/** Texts say how long they are, so that no two rows look alike. SQL tells neither 5 from 5.0 nor 0 from -0. */
function valueText(value: ColumnValue): string {
  if (value === null) return 'n;';
  if (typeof value === 'string') return `t${value.length}:${value}`;
  if (value instanceof Uint8Array) {
    return `b${Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex')};`;
  }
  return `i${value === 0 ? '0' : String(value)};`;
}
