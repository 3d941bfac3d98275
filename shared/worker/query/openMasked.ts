// Databases in which personal data is masked before a statement sees it: whatever the statement does to a value, or calls
// it, it does to a pseudonym. The tables themselves lie under names that are made anew for each statement, so that none
// can name them.
import { randomBytes } from 'node:crypto';

import type { Engine } from '../../engine/engine';
import { quoteName } from '../../engine/sql';
import type { SqlJsEngines } from '../../engine/sqlJs/createSqlJsEngines';
import { columnMask, type ColumnMask } from '../../masking/columnMask';
import { Pseudonyms } from '../../masking/pseudonyms';
import type { Masking } from '../../protocol/worker';
import type { KnownTable } from '../../sql/readyQueries';
import type { ChosenDatabases } from '../chooseDatabase';
import { readSchema } from './readSchema';

/** Kibibytes of page cache of each database. */
const cacheKibibytes = 16384;

const masks = ['addresses', 'url', 'value'] as const satisfies readonly ColumnMask[];

/** Opens databases for reading, each table as a view by its own name; the caller closes. */
export async function openMasked(
  engines: SqlJsEngines,
  folder: string,
  { main, attached }: ChosenDatabases,
  { key }: Masking,
): Promise<{ readonly engine: Engine; readonly tables: readonly KnownTable[] }> {
  const engine = await engines.open({ folder, mode: 'readOnly' });
  try {
    const secret = `s${randomBytes(16).toString('hex')}`;
    const pseudonyms = new Pseudonyms(key);
    for (const mask of masks) {
      engine.addTextFunction(`${secret}${mask}`, text => pseudonyms.mask(mask, text));
    }
    for (const [place, { file }] of [main, ...attached].entries()) {
      const schema = `${secret}x${place}`;
      engine.attach(file, schema);
      engine.run(`PRAGMA ${schema}.cache_size=-${cacheKibibytes}`);
    }
    const views = firstByName(readSchema(engine));
    for (const [name, table] of views) engine.run(viewOf(name, table, secret));
    return { engine, tables: Array.from(views, ([name, { columns }]) => ({ name, columns })) };
  } catch (error) {
    engine.close();
    throw error;
  }
}

/** The tables, named `<schema>.<table>`, by their bare names: of two that are called the same the application's own counts. */
function firstByName(tables: readonly KnownTable[]): ReadonlyMap<string, KnownTable> {
  const seen = new Set<string>();
  const views = new Map<string, KnownTable>();
  for (const table of tables) {
    const name = table.name.slice(table.name.indexOf('.') + 1);
    if (seen.has(name.toLowerCase()) || name.startsWith('sqlite_')) continue;
    seen.add(name.toLowerCase());
    views.set(name, table);
  }
  return views;
}

function viewOf(view: string, { name, columns }: KnownTable, secret: string): string {
  const schema = name.slice(0, name.indexOf('.'));
  const terms = columns.map(column => {
    const [mask, quoted] = [columnMask(view, column), quoteName(column)];
    return mask === 'none' ? quoted : `${secret}${mask}(CAST(${quoted} AS TEXT)) AS ${quoted}`;
  });
  const from = `${schema}.${quoteName(view)}`;
  return `CREATE TEMP VIEW ${quoteName(view)} AS SELECT ${terms.join(', ')} FROM ${from}`;
}
