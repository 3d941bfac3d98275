// The view "Local database": what is loaded, by what the ledgers say. Native, lazy, a click queries a table.
import * as vscode from 'vscode';

import { toDataSyncError } from '../../shared/errors';
import type { LoadedDatabase, LoadedTable } from '../../shared/protocol/explore';
import type { FailedApplication } from '../../shared/protocol/worker';
import { dayText } from '../../shared/util/humanText';
import type { LocalDatabase } from '../database';
import { daysText, details, joined } from '../tree/texts';
import { compareDatabases, nameOfDatabase } from './chooseDatabase';
import { rowsText } from './queryTexts';

const viewId = 'pendoDataSync.localDatabase';

/** A row of the view. */
export type DatabaseRow =
  | { readonly kind: 'database'; readonly database: LoadedDatabase }
  | { readonly kind: 'table'; readonly database: LoadedDatabase; readonly table: LoadedTable }
  /** A database that cannot be read. */
  | { readonly kind: 'failed'; readonly failed: FailedApplication }
  /** Why there is nothing to see: a sync writes, say. A click asks again. */
  | { readonly kind: 'message'; readonly text: string };

/** Databases, then their tables. */
export class DatabaseTree implements vscode.TreeDataProvider<DatabaseRow>, vscode.Disposable {
  readonly #database: LocalDatabase;
  readonly #log: vscode.LogOutputChannel;
  readonly #changes = new vscode.EventEmitter<undefined>();
  readonly #listeners: vscode.Disposable;
  #known: readonly DatabaseRow[] = [];
  #several = false;

  readonly onDidChangeTreeData = this.#changes.event;

  constructor(parts: { readonly database: LocalDatabase; readonly log: vscode.LogOutputChannel }) {
    this.#database = parts.database;
    this.#log = parts.log;
    this.#listeners = vscode.Disposable.from(
      vscode.window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true }),
      parts.database.onDidChange(() => this.refresh()),
    );
  }

  /** Reads anew what is loaded. */
  refresh(): void {
    this.#changes.fire(undefined);
  }

  async getChildren(row?: DatabaseRow): Promise<DatabaseRow[]> {
    if (!row) return [...(await this.#databases())];
    if (row.kind !== 'database') return [];
    const { database } = row;
    return database.tables.map(table => ({ kind: 'table', database, table }));
  }

  getTreeItem(row: DatabaseRow): vscode.TreeItem {
    switch (row.kind) {
      case 'database':
        return databaseItem(row.database, this.#several);
      case 'table':
        return tableItem(row.database, row.table);
      case 'failed':
        return failedItem(row.failed);
      case 'message':
        return messageItem(row.text);
    }
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#changes.dispose();
  }

  async #databases(): Promise<readonly DatabaseRow[]> {
    try {
      const { databases, failed } = await this.#database.whileReading(
        'the list of databases in VS Code',
        async folder =>
          folder === undefined
            ? { databases: [], failed: [] }
            : this.#database.request('databases', { database: folder }),
      );
      this.#several = new Set(databases.map(({ subscription }) => subscription)).size > 1;
      const rows: readonly DatabaseRow[] = [...databases]
        .sort(compareDatabases)
        .map(database => ({ kind: 'database', database }));
      this.#known = [...rows, ...failed.map(each => ({ kind: 'failed', failed: each }) as const)];
      return this.#known;
    } catch (thrown) {
      const error = toDataSyncError(thrown);
      if (error.code === 'internal') this.#log.error(error);
      else this.#log.warn(`${error.code}: ${error.message}`);
      // While a sync writes, what was there before says more than that it does.
      if (error.code === 'engine.locked' && this.#known.length > 0) return this.#known;
      return [{ kind: 'message', text: error.message }];
    }
  }
}

function databaseItem(database: LoadedDatabase, several: boolean): vscode.TreeItem {
  const { t } = vscode.l10n;
  const { tables, subscription, subscriptionName, application } = database;
  const name = nameOfDatabase(database);
  const rows = rowsText(tables.reduce((sum, table) => sum + table.rows, 0));
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${subscription}/${application}`;
  const own = several ? (subscriptionName ?? subscription) : undefined;
  item.description = joined(own, rows) ?? '';
  item.iconPath = new vscode.ThemeIcon('database');
  item.contextValue = 'database';
  item.accessibilityInformation = { label: `${name}, ${t('local database')}, ${rows}` };
  item.tooltip = details(
    name,
    [],
    [
      [t('Subscription'), subscription, 'code'],
      [t('Application'), application, 'code'],
      [t('Rows'), rows],
    ],
  );
  return item;
}

function tableItem(database: LoadedDatabase, table: LoadedTable): vscode.TreeItem {
  const { t } = vscode.l10n;
  const { name, matchable, days, firstDay, lastDay } = table;
  const label = matchable ?? name;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  const rows = rowsText(table.rows);
  item.id = `${database.subscription}/${database.application}/${name}`;
  item.description = joined(rows, days > 0 ? daysText(days) : undefined) ?? '';
  item.iconPath = new vscode.ThemeIcon('table');
  item.contextValue = 'table';
  item.accessibilityInformation = { label: `${label}, ${t('table')}, ${String(item.description)}` };
  item.command = {
    title: t('Query'),
    command: 'pendoDataSync.queryTable',
    arguments: [{ kind: 'table', database, table } satisfies DatabaseRow],
  };
  item.tooltip = details(
    label,
    [],
    [
      [t('Table'), name, 'code'],
      [t('Rows'), rows],
      [t('First day (UTC)'), firstDay && dayText(firstDay)],
      [t('Last day (UTC)'), lastDay && dayText(lastDay)],
    ],
  );
  return item;
}

function failedItem({ application, error }: FailedApplication): vscode.TreeItem {
  const item = new vscode.TreeItem(application);
  item.description = error.message;
  item.tooltip = error.message;
  item.iconPath = new vscode.ThemeIcon('error');
  return item;
}

function messageItem(text: string): vscode.TreeItem {
  const item = new vscode.TreeItem(text);
  item.tooltip = text;
  item.iconPath = new vscode.ThemeIcon('info');
  item.command = {
    title: vscode.l10n.t('Refresh'),
    command: 'pendoDataSync.refreshDatabases',
  };
  return item;
}
