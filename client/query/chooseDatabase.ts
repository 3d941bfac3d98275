// Which local database is meant: by its ids, because there is no other, or because the user says so.
import * as vscode from 'vscode';

import { DataSyncError } from '../../shared/errors';
import type { LoadedDatabase } from '../../shared/protocol/explore';
import type { DatabaseIds } from '../../shared/sql/databaseLine';
import type { LocalDatabase } from '../database';
import { purposeOfQueries, rowsText } from './queryTexts';

/** The database that is meant; undefined when the user thought better of it. */
export async function chooseDatabase(
  local: LocalDatabase,
  wanted: DatabaseIds | undefined,
  ask: 'always' | 'ifSeveral' = 'ifSeveral',
): Promise<LoadedDatabase | undefined> {
  const { databases } = await local.whileReading(purposeOfQueries, async folder =>
    folder === undefined ? { databases: [] } : local.request('databases', { database: folder }),
  );
  if (wanted) return findDatabase(databases, wanted);
  if (databases.length === 0) throw nothingLoaded();
  const applications = databases.filter(({ application }) => !isCompanion(application));
  const [only, ...others] = applications.length > 0 ? applications : databases;
  if (ask === 'ifSeveral' && only && others.length === 0) return only;
  return pick(databases);
}

/** What people call a database. */
export function nameOfDatabase({ application, applicationName }: LoadedDatabase): string {
  if (application === 'visitor') return vscode.l10n.t('Visitors');
  if (application === 'account') return vscode.l10n.t('Accounts');
  return applicationName ?? application;
}

/** Applications by name, then accounts and visitors. */
export function compareDatabases(a: LoadedDatabase, b: LoadedDatabase): number {
  const rank = ({ application }: LoadedDatabase) => (isCompanion(application) ? 1 : 0);
  const subscription = (database: LoadedDatabase) =>
    database.subscriptionName ?? database.subscription;
  return (
    subscription(a).localeCompare(subscription(b)) ||
    rank(a) - rank(b) ||
    nameOfDatabase(a).localeCompare(nameOfDatabase(b))
  );
}

function isCompanion(application: string): boolean {
  return application === 'visitor' || application === 'account';
}

function findDatabase(
  databases: readonly LoadedDatabase[],
  { subscription, application }: DatabaseIds,
): LoadedDatabase {
  const found = databases.find(
    each => each.subscription === subscription && each.application === application,
  );
  if (found) return found;
  const text = vscode.l10n.t(
    'Nothing of {0} is in the local database yet. Sync it, then query it.',
    `${subscription}/${application}`,
  );
  throw new DataSyncError('engine.no-database', text, { subscription, application });
}

function nothingLoaded(): DataSyncError {
  const text = vscode.l10n.t('Nothing is loaded yet. Sync an application, then query it.');
  return new DataSyncError('engine.no-database', text);
}

async function pick(databases: readonly LoadedDatabase[]): Promise<LoadedDatabase | undefined> {
  const several = new Set(databases.map(({ subscription }) => subscription)).size > 1;
  const items = [...databases].sort(compareDatabases).map(database => ({
    label: nameOfDatabase(database),
    description: [
      ...(several ? [database.subscriptionName ?? database.subscription] : []),
      rowsText(database.tables.reduce((sum, { rows }) => sum + rows, 0)),
    ].join(' · '),
    database,
  }));
  const title = vscode.l10n.t('Which local database?');
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.database;
}
