// SQLite's own lock on a database file, held by a second SQLite: the one in Node (22.5 and later).
import fs from 'node:fs';

import { DataSyncError } from '../errors';

/** How the file is held. */
export type NativeLockKind =
  /** Others may read, not write. */
  | 'shared'
  /** Others neither read nor write. */
  | 'exclusive';

/** A handle that can hold SQLite's lock on one file. */
export interface NativeLock {
  /** Waits for other programs up to some seconds, then throws `engine.locked`. */
  acquire(kind: NativeLockKind): void;
  release(): void;
  /** Closing any descriptor of the file in this process drops the lock: release first, close last. */
  close(): void;
}

export type OpenNativeLock = (file: string) => NativeLock;

/** The part of node:sqlite in use; @types/node 20 does not know it. */
interface NodeSqlite {
  readonly DatabaseSync: new (file: string, options: { readOnly?: boolean }) => NodeHandle;
}

interface NodeHandle {
  exec(sql: string): void;
  close(): void;
}

/** How long other programs are waited for: their own default is not to wait at all. */
const patience = 10_000;

const busy = 5;
const damaged = 11;
const notADatabase = 26;

/** Whether other programs are told "locked" while we write. */
export function hasNativeLock(): boolean {
  return loadNodeSqlite() !== undefined;
}

/** Opens native locks where this Node has SQLite; undefined on Node 20. */
export function findNativeLock(): OpenNativeLock | undefined {
  const sqlite = loadNodeSqlite();
  return sqlite && (file => openNativeLock(sqlite, file));
}

function openNativeLock(sqlite: NodeSqlite, file: string): NativeLock {
  const handles = new Map<NativeLockKind, NodeHandle>();
  let held: NativeLockKind | undefined;
  const handleFor = (kind: NativeLockKind) => {
    const handle =
      handles.get(kind) ?? new sqlite.DatabaseSync(file, { readOnly: kind === 'shared' });
    handles.set(kind, handle);
    return handle;
  };
  return {
    acquire(kind) {
      const start = Date.now();
      for (;;) {
        try {
          begin(handleFor(kind), kind, file);
          held = kind;
          return;
        } catch (error) {
          const handle = handles.get(kind);
          if (handle) rollBack(handle);
          if (primaryCodeOf(error) !== busy) throw nativeError(file, error);
          if (Date.now() - start >= patience) throw lockedError(file, error);
          sleep(2 + Math.random() * 8);
        }
      }
    },
    release() {
      if (held) handles.get(held)?.exec('COMMIT');
      held = undefined;
    },
    close() {
      for (const handle of handles.values()) handle.close();
      handles.clear();
    },
  };
}

function begin(handle: NodeHandle, kind: NativeLockKind, file: string): void {
  if (kind === 'shared') return handle.exec('BEGIN; SELECT 1 FROM sqlite_schema');
  handle.exec('BEGIN EXCLUSIVE');
  // Native SQLite sometimes begins by mending the first page (of an empty file, or after a very old writer).
  // It has a journal then, and would write that page over ours when it lets go: let it finish first.
  if (!hasJournal(file)) return;
  handle.exec('COMMIT');
  handle.exec('BEGIN EXCLUSIVE');
}

function hasJournal(file: string): boolean {
  return (fs.statSync(`${file}-journal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function loadNodeSqlite(): NodeSqlite | undefined {
  if (typeof process.getBuiltinModule !== 'function') return undefined;
  // Node warns that its SQLite is experimental; the user of a command line can do nothing with that.
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    const found: unknown = process.getBuiltinModule('node:sqlite');
    return isNodeSqlite(found) ? found : undefined;
  } finally {
    process.emitWarning = emitWarning;
  }
}

function isNodeSqlite(found: unknown): found is NodeSqlite {
  return typeof found === 'object' && found !== null && 'DatabaseSync' in found;
}

function rollBack(handle: NodeHandle): void {
  try {
    handle.exec('ROLLBACK');
  } catch (error) {
    // A BEGIN that failed as a whole left no transaction to roll back.
    if (!(error instanceof Error)) throw error;
  }
}

/** SQLite's result code without its extension; undefined for other errors. */
function primaryCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return Number(error.errcode) & 0xff;
}

function nativeError(file: string, cause: unknown): unknown {
  const code = primaryCodeOf(cause);
  if (code === undefined || !(cause instanceof Error)) return cause;
  const data = { file, sqlite: code };
  if (code === damaged) {
    const message = `${file}: the database is damaged: ${cause.message}`;
    return new DataSyncError('engine.corrupt', message, data, { cause });
  }
  if (code === notADatabase) {
    const message = `${file}: ${cause.message}`;
    return new DataSyncError('engine.not-a-database', message, data, { cause });
  }
  const message = `${file}: it cannot be locked: ${cause.message}`;
  return new DataSyncError('engine.io', message, data, { cause });
}

function lockedError(file: string, cause: unknown): DataSyncError {
  return new DataSyncError(
    'engine.locked',
    `${file}: another program has held it for ${patience / 1000} s; close what reads or writes it and try again`,
    { file },
    { cause },
  );
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
