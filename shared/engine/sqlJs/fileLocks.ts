// Locks among the connections of one WASM instance, and towards other programs through a native lock.
// SQLite built for WASM has no locks of its own.
import { DataSyncError } from '../../errors';
import type { NativeLock, OpenNativeLock } from '../nativeLock';
import type { FileSystem } from './fileSystem';
import { lockLevel, sqliteBusy, sqliteOk } from './resultCodes';

interface Closable {
  readonly handle: number;
  readonly fileSystem: FileSystem;
}

/** One open database file of one connection. */
export interface LockedFile extends Closable {
  readonly readOnly: boolean;
  readonly locks: FileLocks;
  level: number;
}

/** All that is open of one file on the disk, whatever the names it was opened by. */
export class FileLocks {
  readonly #open = new Set<LockedFile>();
  /** Handles whose close would drop the native lock of the whole process (POSIX), until it is released. */
  readonly #closing: Closable[] = [];
  #native: NativeLock | undefined;
  #nativeHeld: 'shared' | 'exclusive' | undefined;
  readonly #openNative: OpenNativeLock | undefined;

  constructor(
    /** Identity of the file in the file system. */
    readonly key: string,
    readonly path: string,
    openNative: OpenNativeLock | undefined,
  ) {
    this.#openNative = openNative;
  }

  add(file: LockedFile): void {
    this.#open.add(file);
  }

  /** Whether nothing of the file is open any more. */
  get idle(): boolean {
    return this.#open.size === 0;
  }

  remove(file: LockedFile): void {
    this.unlock(file, lockLevel.none);
    this.#open.delete(file);
    this.closeLater(file);
    if (!this.idle) return;
    this.#native?.close();
    this.#native = undefined;
  }

  /** Closes the handle as soon as that drops no lock. */
  closeLater(file: Closable): void {
    if (this.#nativeHeld) this.#closing.push(file);
    else file.fileSystem.close(file.handle);
  }

  lock(file: LockedFile, level: number): number {
    if (file.level >= level) return sqliteOk;
    if (this.#others(file, other => conflicts(other.level, level))) return sqliteBusy;
    if (file.level === lockLevel.none && !this.#holdNative(file)) return sqliteBusy;
    if (level >= lockLevel.reserved) this.#requireName(file);
    if (level === lockLevel.exclusive && this.#others(file, other => other.level > 0)) {
      file.level = lockLevel.pending;
      return sqliteBusy;
    }
    file.level = level;
    return sqliteOk;
  }

  unlock(file: LockedFile, level: number): void {
    file.level = Math.min(file.level, level);
    if (!this.#nativeHeld || [...this.#open].some(other => other.level > 0)) return;
    this.#nativeHeld = undefined;
    this.#native?.release();
    for (const closed of this.#closing.splice(0)) closed.fileSystem.close(closed.handle);
  }

  /** Whether a journal beside the file belongs to a live transaction, of ours or of another program. */
  isReserved(): boolean {
    // Native SQLite rolled hot journals back when it gave us its lock: one that is left is in use.
    if (this.#nativeHeld) return true;
    return [...this.#open].some(file => file.level >= lockLevel.reserved);
  }

  /** What is written to a file without its name is lost, and its journal would be taken for that of another. */
  #requireName({ fileSystem }: LockedFile): void {
    if (fileSystem.identityAt(this.path) === this.key) return;
    throw new DataSyncError(
      'engine.io',
      `${this.path}: the file was moved, deleted or replaced while it was in use, so nothing more was written; run again`,
      { file: this.path },
    );
  }

  #others(file: LockedFile, test: (other: LockedFile) => boolean): boolean {
    return [...this.#open].some(other => other !== file && test(other));
  }

  #holdNative(file: LockedFile): boolean {
    const kind = file.readOnly ? 'shared' : 'exclusive';
    if (!this.#openNative || this.#nativeHeld === kind || this.#nativeHeld === 'exclusive') {
      return true;
    }
    // Readers in this process hold the shared lock, and SQL offers no way up from there.
    if (this.#nativeHeld) return false;
    // On an empty file native SQLite would write a first page of its own when it lets go.
    if (file.fileSystem.size(file.handle) === 0) return true;
    this.#native ??= this.#openNative(this.path);
    this.#native.acquire(kind);
    this.#nativeHeld = kind;
    return true;
  }
}

function conflicts(held: number, wanted: number): boolean {
  if (wanted === lockLevel.shared) return held >= lockLevel.pending;
  return held >= lockLevel.reserved;
}
