import { DataSyncError } from '../../errors';
import type { FileSystem } from './fileSystem';

const magic = 'SQLite format 3\0';
const headerBytes = 100;
const walVersion = 2;

/** Throws when the file is not a database, or one in WAL mode, which sql.js cannot share with others. An empty file is fine. */
export function checkHeader(fileSystem: FileSystem, handle: number, file: string): void {
  const header = Buffer.alloc(headerBytes);
  const bytes = fileSystem.read(handle, header, 0);
  if (bytes === 0) return;
  if (bytes < headerBytes || header.toString('latin1', 0, magic.length) !== magic) {
    // A crash may have left half a first page: SQLite judges it after rolling the journal back.
    if ((fileSystem.sizeAt(`${file}-journal`) ?? 0) > 0) return;
    throw new DataSyncError(
      'engine.not-a-database',
      `${file}: not a SQLite database (it does not begin with "SQLite format 3"); move it away or choose another folder`,
      { file },
    );
  }
  if (header[18] === walVersion || header[19] === walVersion) {
    const command = `sqlite3 '${file.replaceAll("'", "'\\''")}' 'PRAGMA journal_mode=DELETE'`;
    throw new DataSyncError(
      'engine.wal-mode',
      `${file}: the database is in WAL mode, which is not supported; change it with: ${command}`,
      { file, command },
    );
  }
}
