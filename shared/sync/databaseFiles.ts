// Where local databases lie: `<folder>/<subscription>/<application>.sqlite`.
import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { errnoOf } from '../engine/errno';

/** One application's (or account's, or visitor's) database. */
export interface DatabaseFile {
  readonly subscription: string;
  /** An application id, `account` or `visitor`. */
  readonly application: string;
  /** Absolute path. */
  readonly file: string;
}

const extension = '.sqlite';

/** The database of an application below the folder that the user chose; it need not exist. */
export function databaseFile(
  folder: string,
  subscription: string,
  application: string,
): DatabaseFile {
  const name = fileNameOf(application) + extension;
  const file = path.resolve(folder, fileNameOf(subscription), name);
  return { subscription, application, file };
}

/**
 * The databases below the folder, sorted by name; a folder that does not exist has none, nor has one in it that this
 * user may not look into: it may be `lost+found`.
 */
export async function listDatabases(folder: string, signal?: AbortSignal): Promise<DatabaseFile[]> {
  const found: DatabaseFile[] = [];
  for (const subscription of (await ifThere(entriesOf(folder, 'directory'))) ?? []) {
    signal?.throwIfAborted();
    for (const name of (await ifSeen(entriesOf(path.join(folder, subscription), 'file'))) ?? []) {
      if (!name.endsWith(extension)) continue;
      const application = idOf(name.slice(0, -extension.length));
      const file = path.resolve(folder, subscription, name);
      found.push({ subscription: idOf(subscription), application, file });
    }
  }
  return found;
}

/**
 * An id as a file name. Pendo's ids (`5668600916475904`, `-323232`) stay as they are; what some
 * file system does not take is percent-encoded.
 */
export function fileNameOf(id: string): string {
  const encoded = Array.from(id, character =>
    /^[\w@+=, -]$|^\.$/.test(character) ? character : percentEncoded(character),
  ).join('');
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(encoded);
  const first = reserved || encoded.startsWith('.') || encoded.startsWith(' ');
  const name = first ? percentEncoded(encoded.slice(0, 1)) + encoded.slice(1) : encoded;
  return name.replace(/[. ]$/, percentEncoded);
}

/** The id behind a file name; a name that somebody else gave (`1 (copy)`) stands for itself. */
function idOf(fileName: string): string {
  const id = decoded(fileName);
  return fileNameOf(id) === fileName ? id : fileName;
}

function decoded(fileName: string): string {
  try {
    return decodeURIComponent(fileName);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return fileName;
  }
}

function percentEncoded(text: string): string {
  return Array.from(Buffer.from(text), byte => `%${byte.toString(16).padStart(2, '0')}`)
    .join('')
    .toUpperCase();
}

/** Links count as what they lead to; those that lead nowhere are left out. */
async function entriesOf(folder: string, kind: 'directory' | 'file'): Promise<string[]> {
  const isWanted = (entry: Stats | Dirent) =>
    kind === 'file' ? entry.isFile() : entry.isDirectory();
  const names: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const target = entry.isSymbolicLink()
      ? await ifSeen(stat(path.join(folder, entry.name)))
      : entry;
    if (target && isWanted(target)) names.push(entry.name);
  }
  return names.sort();
}

function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  return unless(['ENOENT'], answer);
}

function ifSeen<T>(answer: Promise<T>): Promise<T | undefined> {
  return unless(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'EPERM'], answer);
}

async function unless<T>(errnos: readonly string[], answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (errnos.includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}
