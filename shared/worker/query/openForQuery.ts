import type { Engine } from '../../engine/engine';
import type { SqlJsEngines } from '../../engine/sqlJs/createSqlJsEngines';
import { DataSyncError } from '../../errors';
import { listDatabases } from '../../sync/databaseFiles';
import { withCompanions, type ChosenDatabases } from '../chooseDatabase';

/** A database by its ids, and the folder it lies in. */
export interface DatabasePlace {
  readonly database: string;
  readonly subscription: string;
  readonly application: string;
}

/** Opens a database for reading, with those of accounts and visitors beside it. */
export async function openPlace(
  engines: SqlJsEngines,
  place: DatabasePlace,
  signal: AbortSignal,
): Promise<Engine> {
  const { database, subscription, application } = place;
  const databases = await listDatabases(database, signal);
  const main = databases.find(
    each => each.subscription === subscription && each.application === application,
  );
  if (main) return openForQuery(engines, database, withCompanions(databases, main));
  throw new DataSyncError(
    'engine.no-database',
    `nothing of ${subscription}/${application} is loaded in ${database}; sync it first`,
    { ...place },
  );
}

/** Opens databases for reading: one as main, the others by their application. */
export async function openForQuery(
  engines: SqlJsEngines,
  folder: string,
  { main, attached }: ChosenDatabases,
): Promise<Engine> {
  const engine = await engines.open({ file: main.file, folder, mode: 'readOnly' });
  try {
    for (const { file, application } of attached) engine.attach(file, application);
    return engine;
  } catch (error) {
    engine.close();
    throw error;
  }
}
