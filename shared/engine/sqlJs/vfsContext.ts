import path from 'node:path';

import { DataSyncError } from '../../errors';
import type { PageSource } from '../engine';
import type { OpenNativeLock } from '../nativeLock';
import type { FileSystem } from './fileSystem';

/** What the VFS must know of the connection that is calling it. One per connection. */
export class VfsContext {
  /** The JavaScript error behind the last failed file operation: SQLite keeps only a number of it. */
  error: unknown;
  /** Set while what runs may be stopped: whether it shall be. */
  isStopped: (() => boolean) | undefined;
  /** Databases that are no files, by the last segment of the path they are opened by. */
  readonly pages = new Map<string, PageSource>();
  /** Files that the caller named: they may be links out of the folder, where those in SQL may not. */
  readonly #named = new Set<string>();

  constructor(
    readonly fileSystem: FileSystem,
    readonly openNativeLock: OpenNativeLock | undefined,
    /** Set for read-only connections: the only folder whose files may be opened. */
    readonly readOnlyFolder: string | undefined,
  ) {}

  get readOnly(): boolean {
    return this.readOnlyFolder !== undefined;
  }

  /** Takes what the last call left behind. */
  takeError(): unknown {
    const { error } = this;
    this.error = undefined;
    return error;
  }

  /** Lets a read-only connection see the file, wherever it lies. */
  allow(file: string): void {
    this.#named.add(this.fileSystem.realPath(path.resolve(file)));
  }

  /** Throws when a read-only connection must not see the file. */
  checkPath(file: string): void {
    if (this.readOnlyFolder === undefined) return;
    const real = this.fileSystem.realPath(file);
    if (this.#named.has(real)) return;
    const inside = path.relative(this.readOnlyFolder, real);
    if (inside === '..' || inside.startsWith(`..${path.sep}`) || path.isAbsolute(inside)) {
      throw new DataSyncError(
        'engine.read-only',
        `${file}: a query reads only databases below ${this.readOnlyFolder}`,
        { file },
      );
    }
  }
}
