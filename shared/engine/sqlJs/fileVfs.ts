// SQLite's virtual file system over real files: JavaScript behind the sqlite3_vfs that sql.js has compiled in.
// Its layout is SQLite's public C ABI. No exception crosses into WASM: a failure becomes a result code,
// and the error itself waits in the connection's context.
import path from 'node:path';

import type { SqlJsModule } from 'sql.js';

import { errnoOf } from '../errno';
import { FileLocks, type LockedFile } from './fileLocks';
import type { FileSystem } from './fileSystem';
import { checkHeader } from './databaseHeader';
import type { Heap } from './heap';
import { pagesFile, temporaryFile, type OpenFile } from './openFile';
import { ioError, openFlag, primaryCode, sqliteOk } from './resultCodes';
import type { VfsContext } from './vfsContext';

/** Byte offsets of the fields of `sqlite3_vfs` on wasm32. */
const vfsField = {
  version: 0,
  longestPath: 8,
  name: 16,
  open: 24,
  delete: 28,
  access: 32,
  fullPath: 36,
} as const;

/** Powersafe overwrite, as every SQLite claims by default: writing bytes leaves their neighbours alone. */
const deviceCharacteristics = 0x1000;
const sectorSize = 4096;
const longestPath = 4096;

/** The file system of one WASM instance. Set `current` before each call into SQLite. */
export class FileVfs {
  /** The connection on whose behalf SQLite is running. */
  current: VfsContext | undefined;
  readonly #module: SqlJsModule;
  readonly #heap: Heap;
  readonly #files = new Map<number, OpenFile>();
  readonly #locks = new Map<string, FileLocks>();
  readonly #methods: number;

  constructor(module: SqlJsModule, heap: Heap, vfs: number) {
    this.#module = module;
    this.#heap = heap;
    this.#methods = this.#createMethods();
    this.#patch(vfs);
  }

  #patch(vfs: number): void {
    const view = this.#heap.view();
    view.setInt32(vfs + vfsField.longestPath, longestPath, true);
    view.setUint32(
      vfs + vfsField.open,
      this.#add('iiiiii', this.#open, primaryCode.cannotOpen),
      true,
    );
    view.setUint32(vfs + vfsField.delete, this.#add('iiii', this.#delete, ioError.delete), true);
    view.setUint32(vfs + vfsField.access, this.#add('iiiii', this.#access, ioError.access), true);
    const fullPath = this.#add('iiiii', this.#fullPath, primaryCode.cannotOpen);
    view.setUint32(vfs + vfsField.fullPath, fullPath, true);
  }

  /** `sqlite3_io_methods`, version 1. */
  #createMethods(): number {
    const methods = [
      this.#add('ii', this.#close, ioError.close),
      this.#add('iiiij', this.#read, ioError.read),
      this.#add('iiiij', this.#write, ioError.write),
      this.#add('iij', this.#truncate, ioError.truncate),
      this.#add('iii', this.#sync, ioError.sync),
      this.#add('iii', this.#size, ioError.size),
      this.#add('iii', this.#lock, ioError.lock),
      this.#add('iii', this.#unlock, ioError.lock),
      this.#add('iii', this.#checkReserved, ioError.lock),
      this.#add('iiii', () => primaryCode.notFound, primaryCode.notFound),
      this.#add('ii', () => sectorSize, sectorSize),
      this.#add('ii', () => deviceCharacteristics, deviceCharacteristics),
    ];
    const pointer = this.#heap.alloc(4 * (methods.length + 1));
    const view = this.#heap.view();
    view.setInt32(pointer, 1, true);
    methods.forEach((method, index) => view.setUint32(pointer + 4 * (index + 1), method, true));
    return pointer;
  }

  /** The method as a WASM function that answers `failure` when it throws. */
  #add(signature: string, method: (...args: never[]) => number, failure: number): number {
    return this.#module.addFunction((...args: never[]) => {
      try {
        return method(...args);
      } catch (error) {
        if (this.current) this.current.error = error;
        return isDiskFull(error) ? primaryCode.full : failure;
      }
    }, signature);
  }

  #context(): VfsContext {
    if (!this.current) throw new Error('SQLite was called outside of a connection');
    return this.current;
  }

  #file(pointer: number): OpenFile {
    const file = this.#files.get(pointer);
    if (!file) throw new Error('SQLite uses a file that is not open');
    return file;
  }

  readonly #open = (
    _vfs: number,
    name: number,
    file: number,
    flags: number,
    flagsOut: number,
  ): number => {
    // A null method table tells SQLite that there is nothing to close after a failure.
    this.#heap.view().setUint32(file, 0, true);
    const context = this.#context();
    const temporary = name === 0 || (flags & openFlag.deleteOnClose) !== 0;
    const pages = temporary
      ? undefined
      : context.pages.get(path.basename(this.#heap.cString(name)));
    const opened = pages
      ? pagesFile(pages, context.fileSystem)
      : temporary
        ? temporaryFile(context.fileSystem, (flags & openFlag.temporaryJournal) !== 0)
        : this.#openNamed(context, this.#heap.cString(name), flags);
    this.#files.set(file, opened);
    const view = this.#heap.view();
    view.setUint32(file, this.#methods, true);
    if (flagsOut !== 0)
      view.setInt32(
        flagsOut,
        outFlags(flags, pages !== undefined || (context.readOnly && !temporary)),
        true,
      );
    return sqliteOk;
  };

  #openNamed(context: VfsContext, file: string, flags: number): OpenFile {
    const { fileSystem, readOnly } = context;
    context.checkPath(file);
    const isDatabase = (flags & openFlag.mainDatabase) !== 0;
    const create = !readOnly && (flags & openFlag.create) !== 0;
    const isNew = create && fileSystem.sizeAt(file) === undefined;
    const handle = fileSystem.open(file, {
      write: !readOnly,
      create,
      exclusive: (flags & openFlag.exclusive) !== 0,
    });
    if (isDatabase) {
      try {
        checkHeader(fileSystem, handle, file);
      } catch (error) {
        this.#closeRefused(fileSystem, handle);
        throw error;
      }
    }
    return {
      handle,
      fileSystem,
      isSpill: false,
      unsyncedFolder: isNew ? path.dirname(file) : undefined,
      locked: isDatabase ? this.#lockable(context, handle, file) : undefined,
    };
  }

  #lockable(context: VfsContext, handle: number, file: string): LockedFile {
    const { fileSystem, readOnly, openNativeLock } = context;
    const key = fileSystem.identity(handle);
    const locks = this.#locks.get(key) ?? new FileLocks(key, file, openNativeLock);
    this.#locks.set(key, locks);
    const locked: LockedFile = { handle, fileSystem, readOnly, locks, level: 0 };
    locks.add(locked);
    return locked;
  }

  /** A close would drop a native lock that another connection holds on the file. */
  #closeRefused(fileSystem: FileSystem, handle: number): void {
    const locks = this.#locks.get(fileSystem.identity(handle));
    if (locks) locks.closeLater({ fileSystem, handle });
    else fileSystem.close(handle);
  }

  readonly #close = (pointer: number): number => {
    const { handle, fileSystem, locked } = this.#file(pointer);
    this.#files.delete(pointer);
    if (!locked) fileSystem.close(handle);
    else {
      locked.locks.remove(locked);
      if (locked.locks.idle) this.#locks.delete(locked.locks.key);
    }
    return sqliteOk;
  };

  readonly #read = (pointer: number, target: number, length: number, offset: bigint): number => {
    if (this.current?.isStopped?.()) return primaryCode.interrupt;
    const { handle, fileSystem } = this.#file(pointer);
    const bytes = this.#heap.slice(target, length);
    const done = fileSystem.read(handle, bytes, Number(offset));
    if (done === length) return sqliteOk;
    // SQLite counts on zeros behind the end.
    bytes.fill(0, done);
    return ioError.shortRead;
  };

  readonly #write = (pointer: number, source: number, length: number, offset: bigint): number => {
    const { handle, fileSystem, isSpill } = this.#file(pointer);
    // A sort that does not fit into memory writes and reads for seconds inside of one operation.
    if (isSpill && this.current?.isStopped?.()) return primaryCode.interrupt;
    fileSystem.write(handle, this.#heap.slice(source, length), Number(offset));
    return sqliteOk;
  };

  readonly #truncate = (pointer: number, size: bigint): number => {
    const { handle, fileSystem } = this.#file(pointer);
    fileSystem.truncate(handle, Number(size));
    return sqliteOk;
  };

  readonly #sync = (pointer: number): number => {
    const file = this.#file(pointer);
    file.fileSystem.sync(file.handle);
    // A journal that a power cut unnames is no journal: its name must last before the database changes.
    if (file.unsyncedFolder !== undefined) file.fileSystem.syncFolder(file.unsyncedFolder);
    file.unsyncedFolder = undefined;
    return sqliteOk;
  };

  readonly #size = (pointer: number, sizeOut: number): number => {
    const { handle, fileSystem } = this.#file(pointer);
    this.#heap.view().setBigInt64(sizeOut, BigInt(fileSystem.size(handle)), true);
    return sqliteOk;
  };

  readonly #lock = (pointer: number, level: number): number => {
    const { locked } = this.#file(pointer);
    return locked ? locked.locks.lock(locked, level) : sqliteOk;
  };

  readonly #unlock = (pointer: number, level: number): number => {
    const { locked } = this.#file(pointer);
    locked?.locks.unlock(locked, level);
    return sqliteOk;
  };

  readonly #checkReserved = (pointer: number, answerOut: number): number => {
    const reserved = this.#file(pointer).locked?.locks.isReserved() ?? false;
    this.#heap.view().setInt32(answerOut, reserved ? 1 : 0, true);
    return sqliteOk;
  };

  readonly #delete = (_vfs: number, name: number, syncFolder: number): number => {
    const { fileSystem, readOnly } = this.#context();
    const file = this.#heap.cString(name);
    if (readOnly) throw new Error(`${file}: a read-only connection deletes nothing`);
    try {
      fileSystem.unlink(file);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      return ioError.deleteMissing;
    }
    if (syncFolder !== 0) fileSystem.syncFolder(path.dirname(file));
    return sqliteOk;
  };

  readonly #access = (_vfs: number, name: number, question: number, answerOut: number): number => {
    const { fileSystem } = this.#context();
    const file = this.#heap.cString(name);
    const asksForWriting = question === 1;
    // As in native SQLite, an empty journal counts as none.
    const answer = asksForWriting
      ? fileSystem.isWritable(file)
      : (fileSystem.sizeAt(file) ?? 0) > 0;
    this.#heap.view().setInt32(answerOut, answer ? 1 : 0, true);
    return sqliteOk;
  };

  readonly #fullPath = (_vfs: number, name: number, capacity: number, out: number): number => {
    const { fileSystem } = this.#context();
    // Links are resolved as native SQLite does, so that both look for the journal in the same place.
    const full = fileSystem.realPath(path.resolve(this.#heap.cString(name)));
    const bytes = Buffer.from(`${full}\0`);
    if (bytes.length > capacity) throw new Error(`${full}: the path is too long for SQLite`);
    this.#heap.bytes().set(bytes, out);
    return sqliteOk;
  };
}

function outFlags(flags: number, readOnly: boolean): number {
  if (!readOnly) return flags;
  return (flags & ~(openFlag.readWrite | openFlag.create)) | openFlag.readOnly;
}

function isDiskFull(error: unknown): boolean {
  const errno = errnoOf(error);
  return errno === 'ENOSPC' || errno === 'EDQUOT';
}
