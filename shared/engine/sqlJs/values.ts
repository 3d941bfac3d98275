import type { SqlValue } from '../engine';
import type { SqlJs } from './loadSqlJs';
import { columnType } from './resultCodes';

/** SQLite copies the bytes before bind returns. */
const copied = -1;
const encoder = new TextEncoder();

/** Whether the value is an integer that sql.js cannot bind as one. */
export function isLongInteger(value: SqlValue): boolean {
  if (typeof value === 'bigint') return value !== BigInt.asIntN(32, value);
  return typeof value === 'number' && Number.isSafeInteger(value) && value !== (value | 0);
}

/** Binds one value; long integers as decimal text. Returns SQLite's result code. */
export function bindValue(sqlJs: SqlJs, statement: number, param: number, value: SqlValue): number {
  const { module } = sqlJs;
  // What is not bound is NULL.
  if (value === null) return 0;
  if (isLongInteger(value)) return bindBytes(sqlJs, statement, param, String(value));
  if (typeof value === 'bigint') return module._sqlite3_bind_int(statement, param, Number(value));
  if (typeof value !== 'number') return bindBytes(sqlJs, statement, param, value);
  return value === (value | 0) && !Object.is(value, -0)
    ? module._sqlite3_bind_int(statement, param, value)
    : module._sqlite3_bind_double(statement, param, value);
}

/** The value of one column of the current row. Integers beyond 2^53 are bigint. */
export function readColumn({ module, heap }: SqlJs, statement: number, column: number): SqlValue {
  switch (module._sqlite3_column_type(statement, column)) {
    case columnType.null:
      return null;
    case columnType.real:
      return module._sqlite3_column_double(statement, column);
    case columnType.integer: {
      const value = module._sqlite3_column_double(statement, column);
      if (Number.isSafeInteger(value)) return value;
      return BigInt(heap.cString(module._sqlite3_column_text(statement, column)));
    }
    case columnType.blob: {
      const pointer = module._sqlite3_column_blob(statement, column);
      return heap.slice(pointer, module._sqlite3_column_bytes(statement, column)).slice();
    }
    default: {
      const pointer = module._sqlite3_column_text(statement, column);
      return heap.text(pointer, module._sqlite3_column_bytes(statement, column));
    }
  }
}

function bindBytes(
  { module, heap }: SqlJs,
  statement: number,
  param: number,
  value: string | Uint8Array,
): number {
  const isText = typeof value === 'string';
  const bytes = isText ? encoder.encode(value) : value;
  const pointer = heap.allocBytes(bytes);
  const code = isText
    ? module._sqlite3_bind_text(statement, param, pointer, bytes.length, copied)
    : module._sqlite3_bind_blob(statement, param, pointer, bytes.length, copied);
  heap.free(pointer);
  return code;
}
