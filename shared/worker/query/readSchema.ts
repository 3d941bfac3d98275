import type { Engine } from '../../engine/engine';
import type { KnownTable } from '../../sql/readyQueries';
import { quoteName } from '../../engine/sql';

/** The tables and views that a query sees, with their columns; those of attached databases by `visitor.VISITORS`. */
export function readSchema(engine: Engine): KnownTable[] {
  const databases = engine.query('SELECT "name" FROM pragma_database_list').rows;
  return databases.flatMap(([name]) => tablesOf(engine, String(name)));
}

function tablesOf(engine: Engine, database: string): KnownTable[] {
  const tables = new Map<string, string[]>();
  const sql = `SELECT t."name", c."name" FROM ${quoteName(database)}.sqlite_schema t,
    pragma_table_info(t."name", ?) c WHERE t."type" IN ('table', 'view') ORDER BY t.rowid, c."cid"`;
  for (const [table, column] of engine.query(sql, [database]).rows) {
    const name = database === 'main' ? String(table) : `${database}.${String(table)}`;
    const columns = tables.get(name);
    if (columns) columns.push(String(column));
    else tables.set(name, [String(column)]);
  }
  return [...tables].map(([name, columns]) => ({ name, columns }));
}
