// The line by which a SQL document says which local database it is for:
// `-- database: Acme CRM (5668600916475904/-323232)`. The name is for people, the ids are what counts.
import type { TextSpan } from './textSpan';

/** A local database by its ids. */
export interface DatabaseIds {
  readonly subscription: string;
  /** An application id, `account` or `visitor`. */
  readonly application: string;
}

/** A line that names a database. */
export interface FoundDatabaseLine extends TextSpan {
  readonly ids: DatabaseIds;
  /** What people call it; empty where the line has the ids alone. */
  readonly name: string;
}

/** How far from the top the line may stand: below a licence, say. */
export const mostLinesAbove = 20;

const pattern =
  /^\s*--\s*database:\s*(?:(?<name>[^()]*)\()?\s*(?<subscription>[^()/\s]+)\/(?<application>[^()/\s]+)\s*\)?\s*$/i;

/** The line that names a database. */
export function databaseLine({ subscription, application }: DatabaseIds, name: string): string {
  const ids = [subscription, application].map(encoded).join('/');
  const label = name.replaceAll(/[\s()]+/g, ' ').trim();
  return label === '' ? `-- database: ${ids}` : `-- database: ${label} (${ids})`;
}

/** The database that a document names in a comment near its top; undefined where it names none. */
export function readDatabaseLine(text: string): DatabaseIds | undefined {
  return findDatabaseLine(text)?.ids;
}

/** The same, with its place: the line without its end. */
export function findDatabaseLine(text: string): FoundDatabaseLine | undefined {
  let start = 0;
  for (const line of text.split('\n', mostLinesAbove)) {
    const { name = '', subscription, application } = pattern.exec(line)?.groups ?? {};
    if (subscription !== undefined && application !== undefined) {
      const ids = { subscription: decoded(subscription), application: decoded(application) };
      return { ids, name: name.trim(), start, end: start + line.replace(/\r$/, '').length };
    }
    start += line.length + 1;
  }
  return undefined;
}

/** What would end the id early is written by its code. */
function encoded(id: string): string {
  return id.replaceAll(/[%()/\s]/g, sign => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function decoded(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
