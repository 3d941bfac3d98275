import type { Engine } from '../../engine/engine';
import { quoteName } from '../../engine/sql';

/** How many rows the tables of an open database have by its ledgers, by name in small letters: `visitor.visitors`. */
export function tableRows(engine: Engine): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [database] of engine.query('SELECT "name" FROM pragma_database_list').rows) {
    const schema = String(database);
    const from = `${quoteName(schema)}."_pds_slices"`;
    if (!hasLedger(engine, schema)) continue;
    const sql = `SELECT "table", sum("rows") FROM ${from} WHERE "table" IS NOT NULL AND "counter" IS NOT NULL GROUP BY "table"`;
    for (const [table, rows] of engine.query(sql).rows) {
      const name = schema === 'main' ? String(table) : `${schema}.${String(table)}`;
      counts.set(name.toLowerCase(), Number(rows ?? 0));
    }
  }
  return counts;
}

function hasLedger(engine: Engine, schema: string): boolean {
  const sql = `SELECT 1 FROM ${quoteName(schema)}.sqlite_schema WHERE "name" = '_pds_slices'`;
  return engine.query(sql).rows.length > 0;
}
