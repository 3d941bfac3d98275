import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { errnoOf } from '../errno';
import type { FileSystem } from './fileSystem';

const { constants } = fs;

/** The real files, synchronously, as SQLite calls for them. */
export const nodeFileSystem: FileSystem = {
  open(file, { write, create, exclusive }) {
    const flags =
      (write ? constants.O_RDWR : constants.O_RDONLY) |
      (create ? constants.O_CREAT : 0) |
      (exclusive ? constants.O_EXCL : 0);
    return fs.openSync(file, flags, 0o644);
  },
  close: handle => fs.closeSync(handle),
  read(handle, bytes, position) {
    let done = 0;
    while (done < bytes.length) {
      const count = fs.readSync(handle, bytes, done, bytes.length - done, position + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  },
  write(handle, bytes, position) {
    let done = 0;
    while (done < bytes.length) {
      done += fs.writeSync(handle, bytes, done, bytes.length - done, position + done);
    }
  },
  truncate: (handle, size) => fs.ftruncateSync(handle, size),
  sync: handle => fs.fdatasyncSync(handle),
  size: handle => fs.fstatSync(handle).size,
  identity: handle => identityOf(fs.fstatSync(handle, { bigint: true })),
  identityAt(file) {
    const found = fs.statSync(file, { bigint: true, throwIfNoEntry: false });
    return found && identityOf(found);
  },
  sizeAt: file => fs.statSync(file, { throwIfNoEntry: false })?.size,
  isWritable(file) {
    try {
      fs.accessSync(file, constants.R_OK | constants.W_OK);
      return true;
    } catch (error) {
      if (errnoOf(error) === undefined) throw error;
      return false;
    }
  },
  unlink: file => fs.unlinkSync(file),
  rename: (from, to) => fs.renameSync(from, to),
  syncFolder,
  makeFolder: folder => {
    fs.mkdirSync(folder, { recursive: true });
  },
  realPath,
  temporaryFolder: () => os.tmpdir(),
};

function identityOf({ dev, ino }: fs.BigIntStats): string {
  return `${dev}:${ino}`;
}

function realPath(file: string): string {
  try {
    return fs.realpathSync.native(file);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    const folder = path.dirname(file);
    return folder === file ? file : path.join(realPath(folder), path.basename(file));
  }
}

function syncFolder(folder: string): void {
  // Windows opens no folders; NTFS journals its names by itself.
  if (process.platform === 'win32') return;
  const handle = fs.openSync(folder, constants.O_RDONLY);
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
