// What is loaded: the databases of a folder with their tables, by what the ledgers say. No table is counted.
import type { Engine, SqlValue } from '../../engine/engine';
import type { SqlJsEngines } from '../../engine/sqlJs/createSqlJsEngines';
import type { FailedApplication } from '../../protocol/worker';
import type { LoadedDatabase, LoadedTable } from '../../protocol/explore';
import { listDatabases, type DatabaseFile } from '../../sync/databaseFiles';
import { failedApplication } from '../../sync/failedApplication';
import { readLayout } from '../../sync/loadHistory';

/** All databases that a sync wrote; files that cannot be read fail, each for itself. */
export async function loadedDatabases(
  engines: SqlJsEngines,
  folder: string,
  signal: AbortSignal,
): Promise<{ databases: LoadedDatabase[]; failed: FailedApplication[] }> {
  const databases: LoadedDatabase[] = [];
  const failed: FailedApplication[] = [];
  for (const file of await listDatabases(folder, signal)) {
    signal.throwIfAborted();
    try {
      const found = await loadedDatabase(engines, folder, file);
      if (found) databases.push(found);
    } catch (thrown) {
      failed.push(failedApplication(file, thrown));
    }
  }
  return { databases: nameAlike(databases), failed };
}

async function loadedDatabase(
  engines: SqlJsEngines,
  folder: string,
  { file, subscription, application }: DatabaseFile,
): Promise<LoadedDatabase | undefined> {
  const engine = await engines.open({ file, folder, mode: 'readOnly' });
  try {
    if (readLayout(engine) === undefined) return undefined;
    const names = new Map(
      engine
        .query('SELECT "key", "value" FROM "_pds_meta"')
        .rows.map(row => [row[0], textOf(row[1])]),
    );
    return {
      ...{ subscription, application },
      subscriptionName: names.get('subscriptionName') ?? null,
      applicationName: names.get('applicationName') ?? null,
      tables: tablesOf(engine),
    };
  } finally {
    engine.close();
  }
}

const selectTables = `
  SELECT s."table", sum(s."rows"), count(DISTINCT nullif(s."periodId", '')),
    min(nullif(s."periodId", '')), max(s."periodId"), ifnull(m."name", m."id")
  FROM "_pds_slices" s LEFT JOIN "_pds_matchables" m ON m."table" = s."table"
  WHERE s."table" IS NOT NULL AND s."counter" IS NOT NULL
    AND s."table" COLLATE NOCASE IN (SELECT "name" FROM sqlite_schema WHERE "type" = 'table')
  GROUP BY s."table"
  ORDER BY m."id" IS NOT NULL, s."kind" <> 'allEvents',
    max(s."periodId") = '', m."type", ifnull(m."name", m."id"), s."table"`;

function tablesOf(engine: Engine): LoadedTable[] {
  return engine.query(selectTables).rows.map(([name, rows, days, first, last, matchable]) => ({
    name: String(name),
    matchable: textOf(matchable),
    rows: Number(rows ?? 0),
    days: Number(days),
    firstDay: textOf(first),
    lastDay: textOf(last) || null,
  }));
}

/** A subscription's name may be known from one of its databases only. */
function nameAlike(databases: readonly LoadedDatabase[]): LoadedDatabase[] {
  const names = new Map<string, string>();
  for (const { subscription, subscriptionName } of databases) {
    if (subscriptionName !== null) names.set(subscription, subscriptionName);
  }
  return databases.map(database => ({
    ...database,
    subscriptionName: names.get(database.subscription) ?? null,
  }));
}

function textOf(value: SqlValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
