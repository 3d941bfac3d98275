// Opens databases through sql.js: on real files, or in memory where no file is named.
import path from 'node:path';

import { DataSyncError } from '../../errors';
import type { Engine, OpenOptions } from '../engine';
import { findNativeLock, type OpenNativeLock } from '../nativeLock';
import { Connection, engineError } from './connection';
import type { FileSystem } from './fileSystem';
import { loadSqlJs, type SqlJs } from './loadSqlJs';
import { memoryLimit, MemoryStorage } from './memoryStorage';
import { nodeFileSystem } from './nodeFileSystem';
import { sqliteOk } from './resultCodes';
import { SqlJsEngine } from './sqlJsEngine';
import { VfsContext } from './vfsContext';

export interface SqlJsEnginesOptions {
  /** Default: the real files. */
  readonly fileSystem?: FileSystem;
  /** Default: Node's own SQLite where there is one; `none` for files that only this process sees. */
  readonly nativeLock?: OpenNativeLock | 'none';
  /** Does as if SQLite's VFS were not the one we know. Counts only at the first load in a thread. */
  readonly memoryOnly?: boolean;
}

/** Opens connections. One WASM instance serves a whole thread. */
export interface SqlJsEngines {
  open(options: OpenOptions): Promise<Engine>;
}

/** Bytes of a page in new databases. */
const pageSize = 16384;
/** Kibibytes of page cache of a connection. */
const cacheKibibytes = 16384;

/** Loads sql.js; later calls in the same thread share the instance. */
export async function createSqlJsEngines(options: SqlJsEnginesOptions = {}): Promise<SqlJsEngines> {
  const sqlJs = await loadSqlJs({ memoryOnly: options.memoryOnly ?? false });
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  const nativeLock = options.nativeLock ?? (options.fileSystem ? 'none' : findNativeLock());
  const openNativeLock = nativeLock === 'none' ? undefined : nativeLock;
  return {
    async open({ file: name, mode, folder }) {
      const file = name === undefined ? undefined : path.resolve(name);
      const readOnlyFolder = readOnlyFolderOf(fileSystem, { file, mode, folder });
      const context = new VfsContext(fileSystem, openNativeLock, readOnlyFolder);
      return openConnection(sqlJs, file, context);
    },
  };
}

function readOnlyFolderOf(
  fileSystem: FileSystem,
  { file, mode, folder }: { file?: string | undefined; mode: string; folder?: string | undefined },
): string | undefined {
  if (mode !== 'readOnly') return undefined;
  const allowed = folder ?? (file === undefined ? undefined : path.dirname(file));
  if (allowed === undefined) {
    throw new DataSyncError('internal', 'a read-only database in memory needs a folder');
  }
  return fileSystem.realPath(path.resolve(allowed));
}

function openConnection(sqlJs: SqlJs, file: string | undefined, context: VfsContext): Engine {
  if (file !== undefined) {
    checkFile(context, file);
    context.allow(file);
  }
  const storage =
    sqlJs.vfs || file === undefined ? undefined : new MemoryStorage(sqlJs, file, context);
  const connection = storage?.connection ?? openHandle(sqlJs, file, context);
  const engine = new SqlJsEngine(connection, storage);
  try {
    prepareConnection(engine, file !== undefined && !context.readOnly);
    if (storage) limitMemory(engine, context.readOnly);
    return engine;
  } catch (error) {
    engine.close();
    throw error;
  }
}

/** Without the VFS nothing but pragmas holds a connection to its limits. */
function limitMemory(engine: Engine, readOnly: boolean): void {
  engine.run(`PRAGMA max_page_count=${Math.floor(memoryLimit / pageSize)}`);
  if (readOnly) engine.run('PRAGMA query_only=ON');
}

/** A database to write gets its folder; one to read must be there. */
function checkFile({ fileSystem, readOnly }: VfsContext, file: string): void {
  if (!readOnly) makeFolder(fileSystem, file);
  else if (fileSystem.sizeAt(file) === undefined) {
    throw new DataSyncError('engine.no-database', `${file}: there is no such database`, { file });
  }
}

function openHandle(sqlJs: SqlJs, file: string | undefined, context: VfsContext): Connection {
  const { module, heap, vfs } = sqlJs;
  if (vfs) vfs.current = context;
  const name = file ?? 'the database in memory';
  const out = heap.alloc(4);
  const code = heap.withText(file ?? ':memory:', pointer => module._sqlite3_open(pointer, out));
  const handle = heap.view().getUint32(out, true);
  heap.free(out);
  const connection = new Connection(sqlJs, handle, context, name);
  if (code === sqliteOk) return connection;
  const error = connection.error(code);
  module._sqlite3_close_v2(handle);
  throw error;
}

function prepareConnection(engine: Engine, writable: boolean): void {
  engine.run(`PRAGMA page_size=${pageSize}; PRAGMA cache_size=-${cacheKibibytes}`);
  // EXTRA makes a commit last through a power cut: the folder is synced after the journal is gone.
  engine.run('PRAGMA synchronous=EXTRA; PRAGMA trusted_schema=OFF');
  // Reading the schema rolls a hot journal back and shows at once whether this is a database.
  const [row] = engine.query('PRAGMA page_count').rows;
  // A database gets its first page now: the native lock must not meet an empty file.
  if (writable && row?.[0] === 0) engine.run('BEGIN IMMEDIATE; COMMIT');
}

function makeFolder(fileSystem: FileSystem, file: string): void {
  const folder = path.dirname(path.resolve(file));
  try {
    fileSystem.makeFolder(folder);
  } catch (error) {
    throw engineError(14, 'cannot make the folder', folder, error);
  }
}
