// The SQL engine as sync and query need it. The only adapter is sqlJs/; it knows tables, not Pendo.

/** A value as it is bound or read. Integers beyond 2^53 are bigint, both ways. */
export type SqlValue = null | number | bigint | string | Uint8Array;

export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/** How a database file is opened. */
export interface OpenOptions {
  /** Absolute path of the database file, or of a link to it; undefined opens a database in memory. */
  readonly file?: string;
  /** What SQL on a read-only connection may open; default is the folder of `file`. */
  readonly folder?: string;
  readonly mode:
    /** Creates file and folder when missing; rolls a hot journal back. */
    | 'readWrite'
    /** Enforced by the VFS: opens files of `folder` and those named by the caller read-only, unlinked temporary files, nothing else. */
    | 'readOnly';
}

/** One open connection. Calls are synchronous: an engine lives in a worker thread. Errors are `engine.*`. */
export interface Engine {
  /** Runs statements without results; returns the rows that the last one changed. */
  run(sql: string, params?: readonly SqlValue[]): number;
  /** All rows of one statement. For results that may be large use `statement`. */
  query(sql: string, params?: readonly SqlValue[]): QueryResult;
  /** A prepared statement, to run often or to step through. The caller finalizes it. */
  prepare(sql: string): Statement;
  /** A prepared INSERT fed from bytes in the engine's own memory, without JavaScript values between. */
  prepareBulk(sql: string): BulkStatement;
  /**
   * A statement whose rows go into a table of another engine of this thread, with as many columns, all
   * without a type: values stay what they are. The caller finalizes it.
   */
  prepareCopy(sql: string, target: Engine, table: string): RowCopy;
  /**
   * Makes `name(text)` available to SQL on this connection, views included: the same text gives the same answer.
   * NULL stays NULL, and is not asked about.
   */
  addTextFunction(name: string, body: (text: string) => string): void;
  /**
   * What statements of this connection do inside of `body` fails with `cli.cancelled` soon after `isStopped` says so, also in
   * the middle of a step: it is asked every few thousand operations, and at each read. Only for statements that read: one
   * that writes would take its transaction with it.
   */
  stoppable<T>(isStopped: () => boolean, body: () => T): T;
  /** Makes another file's tables available as `name.table`, under this connection's mode. Links are followed, also out of the folder. */
  attach(file: string, name: string): void;
  /**
   * Makes pages in memory available as database `name`, read-only; each statement sees what they hold when
   * it runs. False where this engine has no way to do so.
   */
  attachPages(name: string, pages: PageSource): boolean;
  /** Ends `attach` or `attachPages`; not inside a transaction that has used the database. */
  detach(name: string): void;
  /**
   * BEGIN … COMMIT around `body`; ROLLBACK when it rejects. While it runs, other programs are
   * locked out of the file (contracts: SQLite's own lock where the platform has it).
   */
  transaction<T>(body: () => Promise<T>): Promise<T>;
  close(): void;
}

/** A SQLite database file that is made while it is read. Its first page stays the same. */
export interface PageSource {
  /** Bytes. */
  readonly size: number;
  /** Fills `bytes` with those at `position`. */
  read(bytes: Uint8Array, position: number): void;
}

export interface Statement {
  readonly columns: readonly string[];
  /** Binds and runs to the end; returns the rows changed. */
  run(params?: readonly SqlValue[]): number;
  /** Binds and yields the rows one by one. */
  iterate(params?: readonly SqlValue[]): IterableIterator<SqlValue[]>;
  /** Binds and yields the first column, of whole numbers from 0 to 2^32, some thousand at a time; each array is used again. */
  numbers(params?: readonly SqlValue[]): IterableIterator<Uint32Array>;
  finalize(): void;
}

/** Copies rows one by one; the caller says when. */
export interface RowCopy {
  /** Copies the next row; false when there are no more. */
  step(): boolean;
  finalize(): void;
}

/**
 * Raw access for the bulk loader. Parameters count from 1; pointers are byte offsets into `heap()`.
 * The heap grows: any call of step, alloc or another statement may detach earlier views, so fetch
 * `heap()` again when the view in hand has length 0.
 */
export interface BulkStatement {
  heap(): Uint8Array;
  /** Memory of the engine's heap; the caller frees it. */
  alloc(bytes: number): number;
  free(pointer: number): void;
  bindNull(param: number): void;
  bindInt(param: number, value: number): void;
  /** A safe integer bound so is stored exactly, as INTEGER, by a column declared INTEGER. */
  bindDouble(param: number, value: number): void;
  /** The bytes must be valid UTF-8 and stay in place until `step` returns. */
  bindText(param: number, pointer: number, bytes: number): void;
  bindBlob(param: number, pointer: number, bytes: number): void;
  /** Inserts the bound row and resets; throws `engine.*`. */
  step(): void;
  /** The same for code in WebAssembly, which calls SQLite without JavaScript between. */
  readonly native: NativeInsert;
  finalize(): void;
}

/** A prepared INSERT as WebAssembly code sees it. */
export interface NativeInsert {
  /** First argument of all functions. */
  readonly statement: number;
  /** The memory that `heap()` views. */
  readonly memory: WebAssembly.Memory;
  /** To be imported. They return SQLite's result codes; `lifetime` 0 leaves bytes where they are. */
  readonly functions: {
    readonly text: BindBytes;
    readonly blob: BindBytes;
    readonly int: (statement: number, param: number, value: number) => number;
    readonly double: (statement: number, param: number, value: number) => number;
    readonly step: (statement: number) => number;
    readonly reset: (statement: number) => number;
  };
  /** Runs code that calls them and returns 0, or the first code that was no success: then this throws `engine.*`. */
  run(code: () => number): void;
}

type BindBytes = (
  statement: number,
  param: number,
  pointer: number,
  bytes: number,
  lifetime: 0,
) => number;
