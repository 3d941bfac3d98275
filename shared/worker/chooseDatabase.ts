import { DataSyncError } from '../errors';
import type { DatabaseFile } from '../sync/databaseFiles';

/** What a query opens: one database as main, and the account and visitor databases beside it. */
export interface ChosenDatabases {
  readonly main: DatabaseFile;
  readonly attached: readonly DatabaseFile[];
}

const companions: readonly string[] = ['visitor', 'account'];

/** Finds the database of `[<subscription>/]<id>`; undefined is fine when there is just one application. */
export function chooseDatabase(
  databases: readonly DatabaseFile[],
  application: string | undefined,
  folder: string,
): ChosenDatabases {
  if (databases.length === 0) {
    throw new DataSyncError(
      'engine.no-database',
      `${folder}: no local database here; run sync first`,
      {
        folder,
      },
    );
  }
  const candidates = candidatesFor(databases, application);
  const [main, ...others] = candidates;
  if (main === undefined || others.length > 0) throw notOne(databases, candidates, application);
  return withCompanions(databases, main);
}

/** A database, and those of accounts and visitors beside it. */
export function withCompanions(
  databases: readonly DatabaseFile[],
  main: DatabaseFile,
): ChosenDatabases {
  const attached = databases.filter(
    other =>
      other.subscription === main.subscription &&
      other.application !== main.application &&
      companions.includes(other.application),
  );
  return { main, attached };
}

function candidatesFor(
  databases: readonly DatabaseFile[],
  application: string | undefined,
): readonly DatabaseFile[] {
  if (application !== undefined) {
    return databases.filter(
      database => application === database.application || application === nameOf(database),
    );
  }
  const applications = databases.filter(({ application: id }) => !companions.includes(id));
  return applications.length > 0 ? applications : databases;
}

function notOne(
  databases: readonly DatabaseFile[],
  candidates: readonly DatabaseFile[],
  application: string | undefined,
): DataSyncError {
  const found = (candidates.length > 0 ? candidates : databases).map(nameOf);
  const list = `choose one with --application: ${found.join(', ')}`;
  const what =
    application === undefined
      ? `there are ${found.length} databases`
      : candidates.length === 0
        ? `there is no database of application "${application}"`
        : `application "${application}" is in several subscriptions`;
  return new DataSyncError('cli.usage', `${what}; ${list}`, { applications: found });
}

function nameOf({ subscription, application }: DatabaseFile): string {
  return `${subscription}/${application}`;
}
