import type { SqlValue } from '../engine/engine';
import type { CellForms } from './cellForms';

/** Values of SQL as cells: blobs as base64, integers with all digits. */
export const sqlCells: CellForms<SqlValue> = {
  text(value) {
    if (value === null) return null;
    return value instanceof Uint8Array ? base64(value) : String(value);
  },
  json(value) {
    if (value instanceof Uint8Array) return JSON.stringify(base64(value));
    // JSON has no infinities.
    if (typeof value === 'number' && !Number.isFinite(value)) return JSON.stringify(String(value));
    return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
  },
  isNumber: value => typeof value === 'number' || typeof value === 'bigint',
};

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}
