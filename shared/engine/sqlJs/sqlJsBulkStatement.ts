import { DataSyncError } from '../../errors';
import type { BulkStatement, NativeInsert } from '../engine';
import type { Connection } from './connection';
import { sqliteDone } from './resultCodes';
import { prepare } from './sqlJsStatement';

/** SQLite reads the caller's bytes in place. */
const inPlace = 0;

/** A prepared INSERT that reads text and blobs where they lie in the engine's memory. */
export function prepareSqlJsBulk(connection: Connection, sql: string): BulkStatement {
  const { module, heap } = connection.sqlJs;
  const statement = prepare(connection, sql);
  return {
    heap: () => heap.bytes(),
    alloc: bytes => heap.alloc(bytes),
    free: pointer => heap.free(pointer),
    bindNull: param =>
      checkParam(module._sqlite3_bind_blob(statement, param, 0, 0, inPlace), param),
    bindInt: (param, value) => checkParam(module._sqlite3_bind_int(statement, param, value), param),
    bindDouble: (param, value) =>
      checkParam(module._sqlite3_bind_double(statement, param, value), param),
    bindText: (param, pointer, bytes) =>
      checkParam(module._sqlite3_bind_text(statement, param, pointer, bytes, inPlace), param),
    bindBlob: (param, pointer, bytes) =>
      checkParam(module._sqlite3_bind_blob(statement, param, pointer, bytes, inPlace), param),
    step() {
      connection.enter();
      const code = module._sqlite3_step(statement);
      const error = code === sqliteDone ? undefined : connection.error(code);
      module._sqlite3_reset(statement);
      if (error) throw error;
    },
    native: nativeInsert(connection, statement),
    finalize() {
      connection.enter();
      module._sqlite3_finalize(statement);
    },
  };
}

/** sql.js exports SQLite's functions as they are, so that an import of them is a direct call. */
function nativeInsert(connection: Connection, statement: number): NativeInsert {
  const { module, heap } = connection.sqlJs;
  return {
    statement,
    memory: heap.memory,
    functions: {
      text: module._sqlite3_bind_text,
      blob: module._sqlite3_bind_blob,
      int: module._sqlite3_bind_int,
      double: module._sqlite3_bind_double,
      step: module._sqlite3_step,
      reset: module._sqlite3_reset,
    },
    run(code) {
      connection.enter();
      try {
        const result = code();
        if (result !== 0) throw connection.error(result);
      } finally {
        module._sqlite3_reset(statement);
      }
    },
  };
}

function checkParam(code: number, param: number): void {
  if (code !== 0) throw new DataSyncError('internal', `cannot bind parameter ${param}: ${code}`);
}
