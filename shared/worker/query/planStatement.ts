import type { Engine } from '../../engine/engine';
import { describeQueryPlan, type PlanStep } from '../../sql/describeQueryPlan';
import { tableRows } from './tableRows';

/** A statement whose rows are the plan of another: how SQLite would run it, as people read it. */
export function planStatement(source: Engine, sql: string): string {
  const explained = sql.replace(/^EXPLAIN\s+(?:QUERY\s+PLAN\s+)?/i, '');
  const { columns, rows } = source.query(`EXPLAIN QUERY PLAN ${explained}`);
  const [id, parent, detail] = ['id', 'parent', 'detail'].map(name => columns.indexOf(name));
  const found = rows.map(row => ({
    id: Number(row[id ?? -1]),
    parent: Number(row[parent ?? -1]),
    detail: String(row[detail ?? -1]),
  }));
  const counts = tableRows(source);
  const steps = describeQueryPlan(found, explained, table => rowsOf(counts, table));
  return rowsStatement(steps.length > 0 ? steps : [nothingToRead]);
}

const nothingToRead: PlanStep = { step: 'NO STEPS', meaning: 'No table is read.' };

/** A table of an attached database goes by its bare name where no other is called so. */
function rowsOf(counts: ReadonlyMap<string, number>, table: string): number | undefined {
  const name = table.toLowerCase();
  const places = [name, `visitor.${name}`, `account.${name}`];
  return places.map(each => counts.get(each)).find(count => count !== undefined);
}

function rowsStatement(steps: readonly PlanStep[]): string {
  const rows = steps.map(({ step, meaning }) => `(${[step, meaning].map(quoteText).join(', ')})`);
  return `SELECT column1 AS step, column2 AS "what it does" FROM (VALUES ${rows.join(', ')})`;
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
