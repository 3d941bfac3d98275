// The fallback where SQLite's VFS is not the one we know: the file is read whole into memory, and written
// whole after each transaction, by a temporary file that takes the old one's place.
import path from 'node:path';

import type { MemoryDatabase } from 'sql.js';

import { DataSyncError } from '../../errors';
import { Connection, engineError } from './connection';
import { checkHeader } from './databaseHeader';
import type { FileSystem } from './fileSystem';
import type { SqlJs } from './loadSqlJs';
import { sqliteDone } from './resultCodes';
import type { VfsContext } from './vfsContext';

/** A database file beyond this is refused: sql.js needs it about three times in memory. */
export const memoryLimit = 256 * 1024 * 1024;

const explanation =
  'this version of sql.js has no file access that is known, so databases live in memory';

/** A database file held in memory. */
export class MemoryStorage {
  readonly connection: Connection;
  readonly #sqlJs: SqlJs;
  readonly #context: VfsContext;
  readonly #file: string;
  readonly #database: MemoryDatabase;

  constructor(sqlJs: SqlJs, file: string, context: VfsContext) {
    const bytes = readWhole(context, file);
    this.#sqlJs = sqlJs;
    this.#context = context;
    this.#file = file;
    this.#database = new sqlJs.module.Database(bytes);
    this.connection = new Connection(sqlJs, this.#database.db, context, file);
  }

  /** Copies another file's tables into memory as `name`, which is attached and empty. */
  fill(name: string, file: string): void {
    if (!this.#context.readOnly) {
      throw new DataSyncError('engine.unsupported', `${file}: cannot be attached; ${explanation}`);
    }
    const source = new this.#sqlJs.module.Database(readWhole(this.#context, file));
    const { module, heap } = this.#sqlJs;
    const backup = heap.withText(name, target =>
      heap.withText('main', main =>
        module._sqlite3_backup_init(this.connection.handle, target, source.db, main),
      ),
    );
    const code = module._sqlite3_backup_step(backup, -1);
    module._sqlite3_backup_finish(backup);
    source.close();
    if (code !== sqliteDone) throw this.connection.error(code);
  }

  /** Writes the database to its file, all or nothing. */
  save(): void {
    if (this.#context.readOnly) return;
    const { fileSystem } = this.#context;
    const bytes = this.#database.export();
    const draft = `${this.#file}.${process.pid}.new`;
    try {
      const handle = fileSystem.open(draft, { write: true, create: true, exclusive: false });
      try {
        fileSystem.truncate(handle, 0);
        fileSystem.write(handle, bytes, 0);
        fileSystem.sync(handle);
      } finally {
        fileSystem.close(handle);
      }
      fileSystem.rename(draft, this.#file);
      fileSystem.syncFolder(path.dirname(this.#file));
    } catch (error) {
      if (fileSystem.sizeAt(draft) !== undefined) fileSystem.unlink(draft);
      throw engineError(10, 'the database was not written', this.#file, error);
    }
  }

  close(): void {
    this.#database.close();
  }
}

function readWhole(context: VfsContext, file: string): Uint8Array | undefined {
  const { fileSystem } = context;
  context.checkPath(file);
  const size = fileSystem.sizeAt(file);
  if (size === undefined) return undefined;
  if (size > memoryLimit) {
    throw new DataSyncError(
      'engine.too-large',
      `${file}: ${explanation}, and ${size} bytes are more than the ${memoryLimit} that fit; install with sql.js 1.16.0`,
      { file, size, limit: memoryLimit },
    );
  }
  if ((fileSystem.sizeAt(`${file}-journal`) ?? 0) > 0) {
    throw new DataSyncError(
      'engine.unsupported',
      `${file}: a journal of an unfinished transaction lies beside it and ${explanation}; roll it back with: sqlite3 '${file}' 'PRAGMA quick_check'`,
      { file },
    );
  }
  return readBytes(fileSystem, file, size);
}

function readBytes(fileSystem: FileSystem, file: string, size: number): Uint8Array {
  const handle = fileSystem.open(file, { write: false, create: false, exclusive: false });
  try {
    checkHeader(fileSystem, handle, file);
    const bytes = new Uint8Array(size);
    fileSystem.read(handle, bytes, 0);
    return bytes;
  } finally {
    fileSystem.close(handle);
  }
}
