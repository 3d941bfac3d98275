import type { Engine } from '../../engine/engine';
import { describeQueryPlan, type PlanStep } from '../../sql/describeQueryPlan';
import { quoteName } from '../../sql/quoteName';
import type { Translate } from '../../util/translate';
import { tableRows } from './tableRows';

/** A statement whose rows are the plan of another: how SQLite would run it, as people read it. */
export function planStatement(t: Translate, source: Engine, sql: string): string {
  const explained = sql.replace(/^EXPLAIN\s+(?:QUERY\s+PLAN\s+)?/i, '');
  const { columns, rows } = source.query(`EXPLAIN QUERY PLAN ${explained}`);
  const [id, parent, detail] = ['id', 'parent', 'detail'].map(name => columns.indexOf(name));
  const found = rows.map(row => ({
    id: Number(row[id ?? -1]),
    parent: Number(row[parent ?? -1]),
    detail: String(row[detail ?? -1]),
  }));
  const counts = tableRows(source);
  const around = { t, rowsOf: (table: string) => rowsOf(counts, table) };
  const steps = describeQueryPlan(found, explained, around);
  return rowsStatement(t, steps.length > 0 ? steps : [nothingToRead(t)]);
}

function nothingToRead(t: Translate): PlanStep {
  return { step: 'NO STEPS', meaning: t('No table is read.') };
}

/** A table of an attached database goes by its bare name where no other is called so. */
function rowsOf(counts: ReadonlyMap<string, number>, table: string): number | undefined {
  const name = table.toLowerCase();
  const places = [name, `visitor.${name}`, `account.${name}`];
  return places.map(each => counts.get(each)).find(count => count !== undefined);
}

function rowsStatement(t: Translate, steps: readonly PlanStep[]): string {
  const rows = steps.map(({ step, meaning }) => `(${[step, meaning].map(quoteText).join(', ')})`);
  const [step, meaning] = [t('step'), t('what it does')].map(quoteName);
  return `SELECT column1 AS ${step}, column2 AS ${meaning} FROM (VALUES ${rows.join(', ')})`;
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
