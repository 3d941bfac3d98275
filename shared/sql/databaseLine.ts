// The line by which a SQL document says which local database it is for:
// `-- database: Acme CRM (5668600916475904/-323232)`. The name is for people, the ids are what counts.

/** A local database by its ids. */
export interface DatabaseIds {
  readonly subscription: string;
  /** An application id, `account` or `visitor`. */
  readonly application: string;
}

/** How far from the top the line may stand: below a licence, say. */
const mostLines = 20;

/** The line that names a database. */
export function databaseLine({ subscription, application }: DatabaseIds, name: string): string {
  const ids = [subscription, application].map(encoded).join('/');
  const label = name.replaceAll(/[\s()]+/g, ' ').trim();
  return label === '' ? `-- database: ${ids}` : `-- database: ${label} (${ids})`;
}

/** The database that a document names in a comment near its top; undefined where it names none. */
export function readDatabaseLine(text: string): DatabaseIds | undefined {
  for (const line of text.split('\n', mostLines)) {
    const ids = /^\s*--\s*database:\s*(?:[^()]*\()?\s*([^()/\s]+)\/([^()/\s]+)\s*\)?\s*$/i.exec(
      line,
    );
    const [subscription, application] = [ids?.[1], ids?.[2]].map(decoded);
    if (subscription !== undefined && application !== undefined)
      return { subscription, application };
  }
  return undefined;
}

/** What would end the id early is written by its code. */
function encoded(id: string): string {
  return id.replaceAll(/[%()/\s]/g, sign => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function decoded(text: string | undefined): string | undefined {
  return text?.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
