import path from 'node:path';

import { DataSyncError, type ErrorCode } from '../../errors';
import { errnoOf } from '../errno';
import type { SqlJs } from './loadSqlJs';
import { primaryCode, sqliteOk } from './resultCodes';
import type { VfsContext } from './vfsContext';

/** One `sqlite3*` and what is needed to call SQLite for it and to name what went wrong. */
export class Connection {
  constructor(
    readonly sqlJs: SqlJs,
    readonly handle: number,
    readonly context: VfsContext,
    /** The database in messages: a path, or `in memory`. */
    readonly name: string,
  ) {}

  /** To be called before each call into SQLite, which may call the VFS back. */
  enter(): void {
    if (this.sqlJs.vfs) this.sqlJs.vfs.current = this.context;
    this.context.error = undefined;
  }

  check(code: number): void {
    if (code !== sqliteOk) throw this.error(code);
  }

  /** The failure of the last call as an error that names file and cause. */
  error(code: number): DataSyncError {
    const { module, heap } = this.sqlJs;
    const message = heap.cString(module._sqlite3_errmsg(this.handle));
    const cause = this.context.takeError();
    if ((code & 0xff) === primaryCode.interrupt)
      return new DataSyncError('cli.cancelled', 'cancelled');
    if (this.context.readOnly && isRefusedWrite(code, cause)) {
      return new DataSyncError(
        'engine.read-only',
        `a query only reads: ${oneLine(message)}`,
        { file: this.name },
        { cause },
      );
    }
    if (this.context.readOnly && isRefusedRead(cause)) {
      const file = pathOf(cause) ?? this.name;
      const text = `${file}: it may not be read; let this user read it and try again`;
      return new DataSyncError('engine.denied', text, { file }, { cause });
    }
    if ((code & 0xff) === primaryCode.full && !this.sqlJs.vfs) {
      return new DataSyncError('engine.too-large', `${this.name}: too large to be held in memory`);
    }
    return engineError(code, message, this.name, cause);
  }
}

/** A read-only connection opens no file that is not there yet. */
function isRefusedWrite(code: number, cause: unknown): boolean {
  return (code & 0xff) === primaryCode.readOnly || errnoOf(cause) === 'ENOENT';
}

/** A connection that only reads is denied nothing else. */
function isRefusedRead(cause: unknown): boolean {
  const errno = errnoOf(cause);
  return errno === 'EACCES' || errno === 'EPERM';
}

/** A result code of SQLite, with the error of the file operation behind it, as an error for the user. */
export function engineError(
  code: number,
  message: string,
  database: string,
  cause: unknown,
): DataSyncError {
  if (cause instanceof DataSyncError) return cause;
  const primary = code & 0xff;
  const errno = errnoOf(cause);
  const errorCode = codeOf(primary, errno);
  const where = pathOf(cause) ?? database;
  const text = errorCode === 'engine.sql' ? oneLine(message) : describe(errorCode, where, message);
  const detail = cause instanceof Error ? ` (${oneLine(cause.message)})` : '';
  return new DataSyncError(errorCode, text + detail, { file: where, sqlite: code }, { cause });
}

function codeOf(primary: number, errno: string | undefined): ErrorCode {
  if (errno === 'ENOSPC' || errno === 'EDQUOT') return 'engine.disk-full';
  switch (primary) {
    case primaryCode.busy:
    case primaryCode.locked:
      return 'engine.locked';
    case primaryCode.full:
      return 'engine.disk-full';
    case primaryCode.readOnly:
      return 'engine.read-only';
    case primaryCode.noMemory:
    case primaryCode.tooBig:
      return 'engine.too-large';
    case primaryCode.corrupt:
      return 'engine.corrupt';
    case primaryCode.notADatabase:
      return 'engine.not-a-database';
    case primaryCode.ioError:
    case primaryCode.cannotOpen:
      return errno === undefined ? 'engine.io' : codeOfErrno(errno);
    default:
      return 'engine.sql';
  }
}

function codeOfErrno(errno: string): ErrorCode {
  if (errno === 'EACCES' || errno === 'EPERM' || errno === 'EROFS') return 'engine.read-only';
  return errno === 'ENOENT' ? 'engine.no-database' : 'engine.io';
}

function describe(code: ErrorCode, database: string, message: string): string {
  switch (code) {
    case 'engine.disk-full':
      return `${database}: the disk is full; the transaction was rolled back, free some space and run again`;
    case 'engine.read-only':
      return `${database}: it cannot be written; check the permissions of the file and its folder`;
    case 'engine.locked':
      return `${database}: another connection is using it`;
    case 'engine.no-database':
      return `${database}: there is no such database`;
    case 'engine.corrupt':
      return `${database}: the database is damaged: ${oneLine(message)}`;
    default:
      return `${database}: ${oneLine(message)}`;
  }
}

function pathOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !('path' in cause)) return undefined;
  return typeof cause.path === 'string' ? path.resolve(cause.path) : undefined;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
