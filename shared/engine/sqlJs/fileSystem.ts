// The few file operations that a database needs, so that tests can lose writes and fill disks.

/** What the VFS does to files. Failures throw errors with a Node `code` (ENOENT, ENOSPC, …). */
export interface FileSystem {
  /** Returns a handle. `exclusive` fails with EEXIST when the file is there. */
  open(path: string, options: FileOpenOptions): number;
  close(handle: number): void;
  /** Reads at `position` until `bytes` is full or the file ends; returns the bytes read. */
  read(handle: number, bytes: Uint8Array, position: number): number;
  /** Writes all of `bytes` at `position`. */
  write(handle: number, bytes: Uint8Array, position: number): void;
  truncate(handle: number, size: number): void;
  /** Returns when the file's bytes and size are on the disk. */
  sync(handle: number): void;
  size(handle: number): number;
  /** Names the file behind the handle: equal for two handles of one file, also by other names. */
  identity(handle: number): string;
  /** The same of the file that has this name now; undefined when there is none. */
  identityAt(path: string): string | undefined;
  /** Bytes of the file with this name; undefined when there is none. */
  sizeAt(path: string): number | undefined;
  isWritable(path: string): boolean;
  unlink(path: string): void;
  /** Replaces `to` when it exists. */
  rename(from: string, to: string): void;
  /** Returns when the folder's names are on the disk. */
  syncFolder(folder: string): void;
  /** Creates the folder and those above it. */
  makeFolder(folder: string): void;
  /** The path with all links resolved; the last segment need not exist. */
  realPath(path: string): string;
  /** Folder for temporary files. */
  temporaryFolder(): string;
}

export interface FileOpenOptions {
  readonly write: boolean;
  readonly create: boolean;
  readonly exclusive: boolean;
}
