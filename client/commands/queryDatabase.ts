import type { DatabaseIds } from '../../shared/sql/databaseLine';
import type { Command } from '../command';
import { ApplicationNode } from '../tree/applicationNode';

/** Opens the SQL document of a local database: of a row, of ids, or of the one that there is or the user chooses. */
export const queryDatabase: Command = {
  id: 'pendoDataSync.queryDatabase',
  run: ({ queries }, wanted) => queries.open(idsOf(wanted)),
};

function idsOf(wanted: unknown): DatabaseIds | undefined {
  if (wanted instanceof ApplicationNode) return wanted.overview?.application;
  if (typeof wanted !== 'object' || wanted === null) return undefined;
  const ids =
    'database' in wanted && typeof wanted.database === 'object' ? wanted.database : wanted;
  return isIds(ids) ? ids : undefined;
}

function isIds(value: object | null): value is DatabaseIds {
  if (value === null || !('subscription' in value) || !('application' in value)) return false;
  return typeof value.subscription === 'string' && typeof value.application === 'string';
}
