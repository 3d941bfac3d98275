// SQLite's numbers, from its public header.

export const sqliteOk = 0;
export const sqliteBusy = 5;
export const sqliteRow = 100;
export const sqliteDone = 101;

/** Primary result codes that mean something to us; extended codes hold them in the low byte. */
export const primaryCode = {
  busy: 5,
  locked: 6,
  noMemory: 7,
  readOnly: 8,
  interrupt: 9,
  ioError: 10,
  corrupt: 11,
  notFound: 12,
  full: 13,
  cannotOpen: 14,
  tooBig: 18,
  notADatabase: 26,
} as const;

const extended = (detail: number): number => primaryCode.ioError | (detail << 8);

/** What a VFS method answers when its file operation fails. */
export const ioError = {
  read: extended(1),
  shortRead: extended(2),
  write: extended(3),
  sync: extended(4),
  syncFolder: extended(5),
  truncate: extended(6),
  size: extended(7),
  lock: extended(15),
  delete: extended(10),
  deleteMissing: extended(23),
  access: extended(13),
  close: extended(16),
} as const;

/** Flags of xOpen. */
export const openFlag = {
  readOnly: 0x1,
  readWrite: 0x2,
  create: 0x4,
  deleteOnClose: 0x8,
  exclusive: 0x10,
  mainDatabase: 0x100,
  /** Also of what a sort spills. */
  temporaryJournal: 0x1000,
} as const;

/** What a column holds, as sqlite3_column_type says it. */
export const columnType = { integer: 1, real: 2, text: 3, blob: 4, null: 5 } as const;

/** Levels of xLock. */
export const lockLevel = { none: 0, shared: 1, reserved: 2, pending: 3, exclusive: 4 } as const;
