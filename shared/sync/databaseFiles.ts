// Where local databases lie: `<folder>/<subscription>/<application>.sqlite`.
import { readdir } from 'node:fs/promises';
import path from 'node:path';

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

/** The databases below the folder, sorted by name; a folder that does not exist has none. */
export async function listDatabases(folder: string, signal?: AbortSignal): Promise<DatabaseFile[]> {
  const found: DatabaseFile[] = [];
  for (const subscription of await entriesOf(folder, 'directory')) {
    signal?.throwIfAborted();
    for (const name of await entriesOf(path.join(folder, subscription), 'file')) {
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

async function entriesOf(folder: string, kind: 'directory' | 'file'): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter(entry => (kind === 'file' ? entry.isFile() : entry.isDirectory()))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
