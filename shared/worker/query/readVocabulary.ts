// What SQL documents of a database can name. Costs little however large the database is: counts come from the ledger,
// values from the first rows.
import type { Engine, SqlValue } from '../../engine/engine';
import { quoteName } from '../../engine/sql';
import {
  bareName,
  idTypesOf,
  nameTypesOf,
  type NamedId,
  type NamedType,
  type SqlVocabulary,
  type VocabularyTable,
} from '../../sql/vocabulary';
import { tableRows } from './tableRows';

/** Rows of a table that are looked at for values that come again and again. */
const sampledRows = 2000;
/** In layout perMatchable a database may have a table for each of a thousand pages, all alike. */
const sampledTables = 16;
/** More, or longer ones, nobody chooses from a list. */
const [mostValues, longestValue] = [24, 60];
const mostNames = 5000;
const mostDays = 60;

/** Reads it from an open database and those attached to it. */
export function readVocabulary(engine: Engine, signal: AbortSignal): SqlVocabulary {
  const tables = readTables(engine);
  const counts = tableRows(engine);
  const about = matchableTables(engine, tables);
  const days = loadedDays(engine, tables);
  const values = new Map<string, ReadonlyMap<string, readonly string[]>>();
  for (const table of tables.filter(({ name }) => !isOwn(name)).slice(0, sampledTables)) {
    signal.throwIfAborted();
    values.set(table.name, sampledValues(engine, table));
  }
  return {
    tables: tables.map(({ name, columns }) => ({
      ...{ name, about: about.get(name) ?? null, rows: counts.get(name.toLowerCase()) ?? null },
      columns: columns.map(column => ({
        ...column,
        values: isDay(column.name) ? days : (values.get(name)?.get(column.name) ?? []),
      })),
    })),
    names: readNames(engine, tables),
  };
}

interface ReadTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

function readTables(engine: Engine): readonly ReadTable[] {
  const tables = new Map<string, { name: string; type: string }[]>();
  for (const [database] of engine.query('SELECT "name" FROM pragma_database_list').rows) {
    const schema = String(database);
    const sql = `SELECT t."name", c."name", c."type" FROM ${quoteName(schema)}.sqlite_schema t,
      pragma_table_info(t."name", ?) c WHERE t."type" IN ('table', 'view') ORDER BY t.rowid, c."cid"`;
    for (const [table, name, type] of engine.query(sql, [schema]).rows) {
      const full = schema === 'main' ? String(table) : `${schema}.${String(table)}`;
      const columns = tables.get(full) ?? [];
      columns.push({ name: String(name), type: String(type ?? '') });
      tables.set(full, columns);
    }
  }
  return Array.from(tables, ([name, columns]) => ({ name, columns }));
}

function matchableTables(engine: Engine, tables: readonly ReadTable[]) {
  if (!has(tables, '_pds_matchables')) return new Map<string, string>();
  const sql = 'SELECT "table", ifnull("name", "id") FROM "_pds_matchables"';
  return new Map(engine.query(sql).rows.map(([table, name]) => [String(table), String(name)]));
}

/** The newest first. */
function loadedDays(engine: Engine, tables: readonly ReadTable[]): readonly string[] {
  if (!has(tables, '_pds_slices')) return [];
  const sql = `SELECT DISTINCT substr("periodId", 1, 10) FROM "_pds_slices"
    WHERE "kind" = 'allEvents' AND "periodId" <> '' ORDER BY 1 DESC LIMIT ${mostDays}`;
  return engine.query(sql).rows.map(([day]) => String(day));
}

function sampledValues(
  engine: Engine,
  { name, columns }: ReadTable,
): ReadonlyMap<string, readonly string[]> {
  const chosen = columns.filter(column => mayHaveFewValues(name, column));
  if (chosen.length === 0) return new Map();
  const list = chosen.map(column => quoteName(column.name)).join(', ');
  const sql = `SELECT ${list} FROM ${quotedTable(name)} LIMIT ${sampledRows}`;
  const { rows } = engine.query(sql);
  return new Map(
    chosen.map((column, place) => [column.name, fewValues(rows.map(row => row[place] ?? null))]),
  );
}

function mayHaveFewValues(
  table: string,
  { name, type }: { readonly name: string; readonly type: string },
): boolean {
  if (isDay(name) || (type !== 'TEXT' && type !== 'INTEGER')) return false;
  return idTypesOf(table, name).length + nameTypesOf(table, name).length === 0;
}

/** Those that come often first; none where most are different. */
function fewValues(column: readonly SqlValue[]): readonly string[] {
  const counts = new Map<string, number>();
  let known = 0;
  for (const value of column) {
    if (value === null) continue;
    const text = String(value);
    if (text.length > longestValue) return [];
    counts.set(text, (counts.get(text) ?? 0) + 1);
    if (counts.size > mostValues) return [];
    known++;
  }
  if (known < counts.size * 2) return [];
  return [...counts].sort(([, a], [, b]) => b - a).map(([text]) => text);
}

const definitions: readonly (readonly [NamedType, string, readonly string[]])[] = [
  ['Page', 'pageId', ['PAGES', 'allpages']],
  ['Feature', 'featureId', ['FEATURES', 'allfeatures']],
  ['TrackType', 'trackTypeId', ['TRACKTYPES', 'alltracktypes']],
  ['Guide', 'guideId', ['GUIDES', 'allguides']],
];

function readNames(engine: Engine, tables: readonly ReadTable[]): readonly NamedId[] {
  return definitions.flatMap(([type, key, names]) => {
    const table = tables.find(each => names.includes(each.name) && hasColumns(each, key, 'name'));
    if (!table) return [];
    const sql = `SELECT ${quoteName(key)}, "name" FROM ${quotedTable(table.name)}
      WHERE "name" <> '' ORDER BY "name" LIMIT ${mostNames}`;
    return engine.query(sql).rows.map(([id, name]) => {
      return { type, id: String(id), name: String(name) };
    });
  });
}

function hasColumns({ columns }: ReadTable, ...names: readonly string[]): boolean {
  return names.every(name => columns.some(column => column.name === name));
}

function has(tables: readonly ReadTable[], name: string): boolean {
  return tables.some(table => table.name === name);
}

function isOwn(name: string): boolean {
  return /^(_pds_|sqlite_)/.test(bareName(name));
}

function isDay(column: string): boolean {
  return column.toLowerCase() === 'periodid';
}

function quotedTable(name: VocabularyTable['name']): string {
  const bare = bareName(name);
  return name.slice(0, name.length - bare.length) + quoteName(bare);
}
