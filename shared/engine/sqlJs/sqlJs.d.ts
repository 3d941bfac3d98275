// The part of sql.js, of its undocumented C API and of WebAssembly that the adapter stands on.
declare module 'sql.js' {
  /** A database in sql.js's own memory file system; used only where real files cannot be. */
  interface MemoryDatabase {
    readonly db: number;
    export(): Uint8Array;
    close(): void;
  }

  interface SqlJsModule {
    readonly Database: new (bytes?: Uint8Array) => MemoryDatabase;
    addFunction(body: (...args: never[]) => number, signature: string): number;
    UTF8ToString(pointer: number): string;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _sqlite3_open(name: number, handleOut: number): number;
    _sqlite3_close_v2(handle: number): number;
    _sqlite3_exec(handle: number, sql: number, callback: 0, context: 0, errorOut: 0): number;
    _sqlite3_prepare_v2(
      handle: number,
      sql: number,
      bytes: number,
      statementOut: number,
      tailOut: number,
    ): number;
    readonly _sqlite3_step: (statement: number) => number;
    readonly _sqlite3_reset: (statement: number) => number;
    _sqlite3_finalize(statement: number): number;
    _sqlite3_clear_bindings(statement: number): number;
    readonly _sqlite3_bind_int: (statement: number, param: number, value: number) => number;
    readonly _sqlite3_bind_double: (statement: number, param: number, value: number) => number;
    readonly _sqlite3_bind_text: (
      statement: number,
      param: number,
      pointer: number,
      bytes: number,
      lifetime: 0 | -1,
    ) => number;
    readonly _sqlite3_bind_blob: (
      statement: number,
      param: number,
      pointer: number,
      bytes: number,
      lifetime: 0 | -1,
    ) => number;
    _sqlite3_column_count(statement: number): number;
    _sqlite3_column_name(statement: number, column: number): number;
    _sqlite3_column_type(statement: number, column: number): number;
    _sqlite3_column_double(statement: number, column: number): number;
    _sqlite3_column_text(statement: number, column: number): number;
    _sqlite3_column_blob(statement: number, column: number): number;
    _sqlite3_column_bytes(statement: number, column: number): number;
    _sqlite3_create_function_v2(
      handle: number,
      name: number,
      arguments: number,
      flags: number,
      context: 0,
      body: number,
      step: 0,
      final: 0,
      destroy: 0,
    ): number;
    _sqlite3_value_type(value: number): number;
    _sqlite3_value_text(value: number): number;
    _sqlite3_value_bytes(value: number): number;
    _sqlite3_result_null(context: number): void;
    _sqlite3_result_text(context: number, pointer: number, bytes: number, lifetime: -1): void;
    _sqlite3_result_error(context: number, pointer: number, bytes: number): void;
    _sqlite3_changes(handle: number): number;
    _sqlite3_errmsg(handle: number): number;
    _sqlite3_backup_init(target: number, name: number, source: number, sourceName: number): number;
    _sqlite3_backup_step(backup: number, pages: number): number;
    _sqlite3_backup_finish(backup: number): number;
  }

  interface SqlJsConfig {
    instantiateWasm(
      imports: object,
      ready: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): object;
  }

  function initSqlJs(config: SqlJsConfig): Promise<SqlJsModule>;
  export default initSqlJs;
  export type { MemoryDatabase, SqlJsModule };
}

declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: object);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  class Memory {
    constructor(limits: { initial: number });
    readonly buffer: ArrayBuffer;
  }
  class Global {
    value: unknown;
  }
}
