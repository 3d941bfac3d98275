// What the VFS keeps of a file that SQLite has open.
import type { PageSource } from '../engine';
import type { LockedFile } from './fileLocks';
import type { FileSystem } from './fileSystem';
import { pagesFileSystem } from './pagesFile';
import { openTemporary } from './openTemporary';

/** One open file. */
export interface OpenFile {
  readonly handle: number;
  readonly fileSystem: FileSystem;
  /** What a sort has no room for in memory. */
  readonly isSpill: boolean;
  /** Set until the folder is known to hold the new file's name. */
  unsyncedFolder: string | undefined;
  /** Only databases are locked: journals and temporary files have one user. */
  readonly locked: LockedFile | undefined;
}

/** A database that is no file. Nothing but reading is ever asked of it: SQLite knows that it is read-only. */
export function pagesFile(pages: PageSource, fileSystem: FileSystem): OpenFile {
  const reading = { ...fileSystem, ...pagesFileSystem(pages) };
  const file = { handle: -1, fileSystem: reading, isSpill: false };
  return { ...file, unsyncedFolder: undefined, locked: undefined };
}

/** A file without a name. */
export function temporaryFile(fileSystem: FileSystem, isSpill: boolean): OpenFile {
  const handle = openTemporary(fileSystem);
  return { handle, fileSystem, isSpill, unsyncedFolder: undefined, locked: undefined };
}
