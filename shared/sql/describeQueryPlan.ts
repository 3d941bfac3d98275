// What EXPLAIN QUERY PLAN says → a tree that people read: one line per step, and in words what it costs. Pure.
import { counted } from '../util/humanText';
import type { Translate } from '../util/translate';
import { selectCores, type SqlSource } from './sqlSources';
import { sqlTokens } from './sqlTokens';
import { sqlTree, type SqlNode } from './sqlTree';

/** A row of EXPLAIN QUERY PLAN. */
export interface PlanRow {
  readonly id: number;
  /** 0: it stands at the top. */
  readonly parent: number;
  readonly detail: string;
}

/** A step as it is shown. */
export interface PlanStep {
  /** SQLite's words behind the branches of the tree. */
  readonly step: string;
  readonly meaning: string;
}

/** Spaces that a table does not swallow. */
const [gap, stem] = ['\u00a0\u00a0\u00a0', '│\u00a0\u00a0'];

/** What the words of a plan are made of besides its rows. */
interface PlanSurroundings {
  readonly t: Translate;
  /** How many rows a table has, where that is known. */
  readonly rowsOf: (table: string) => number | undefined;
}

/** The steps of a statement's plan, as a tree. */
export function describeQueryPlan(
  rows: readonly PlanRow[],
  sql: string,
  around: PlanSurroundings,
): readonly PlanStep[] {
  const tables = tablesByAlias(sql);
  const steps: PlanStep[] = [];
  const add = (parent: number, indent: string): void => {
    const children = rows.filter(row => row.parent === parent);
    for (const [place, { id, detail }] of children.entries()) {
      const isLast = place === children.length - 1;
      const isTop = parent === 0;
      const step = isTop ? detail : `${indent}${isLast ? '└─ ' : '├─ '}${detail}`;
      steps.push({ step, meaning: meaningOf(detail, tables, around) });
      if (id !== 0) add(id, isTop ? '' : indent + (isLast ? gap : stem));
    }
  };
  add(0, '');
  return steps;
}

interface Meaning {
  readonly pattern: RegExp;
  readonly say: (t: Translate, found: readonly string[], name: (alias: string) => string) => string;
}

/** The first that fits counts. */
const meanings: readonly Meaning[] = [
  {
    pattern: /^SCAN (?:\d+ )?CONSTANT ROWS?/,
    say: t => t('Values of the statement itself; no table is read.'),
  },
  {
    pattern: /^SCAN (\S+) VIRTUAL TABLE/,
    say: (t, [name = '']) => t('Reads what the function {0} gives.', name),
  },
  {
    pattern: /^SCAN (\S+) USING COVERING INDEX (\S+)/,
    say: (t, [alias = '', index = ''], name) =>
      t('Reads the whole index {0} of {1}, but not the table.', index, name(alias)),
  },
  {
    pattern: /^SCAN (\S+)/,
    say: (t, [alias = ''], name) => t('Reads the whole table {0}.', name(alias)),
  },
  {
    pattern: /^SEARCH (\S+) USING AUTOMATIC (?:PARTIAL )?(?:COVERING )?INDEX \((.*?)\)/,
    say: (t, [alias = '', by = ''], name) =>
      t(
        'Reads the whole table {0} once to make an index for this query, then finds rows by {1}.',
        ...[name(alias), columnsOf(t, by)],
      ),
  },
  {
    pattern: /^SEARCH (\S+) USING INTEGER PRIMARY KEY \((.*?)\)/,
    say: (t, [alias = ''], name) => t('Finds rows of {0} by their numbers.', name(alias)),
  },
  {
    pattern: /^SEARCH (\S+) USING (?:COVERING )?INDEX (\S+) \((.*?)\)/,
    say: (t, [alias = '', , by = ''], name) =>
      t('Finds rows of {0} by {1}, with an index.', name(alias), columnsOf(t, by)),
  },
  {
    pattern: /^SEARCH (\S+)/,
    say: (t, [alias = ''], name) => t('Finds rows of {0} without reading all of it.', name(alias)),
  },
  {
    pattern: /^USE TEMP B-TREE FOR (?:LAST \d+ TERMS? OF |LAST TERM OF |RIGHT PART OF )?(.*)$/,
    say: (t, [what = '']) => t('Sorts what was found, for {0}.', what),
  },
  { pattern: /^BLOOM FILTER ON/, say: t => t('Skips early what cannot match.') },
  { pattern: /^MULTI-INDEX OR/, say: t => t('Finds rows for each side of an OR.') },
  {
    pattern: /^(?:MATERIALIZE|CO-ROUTINE) (\S+)/,
    say: (t, [name = '']) => t('The rows of {0}, which the steps below make.', name),
  },
  {
    pattern: /^CORRELATED/,
    say: t => t('A subquery that is run anew for each row of the query around it.'),
  },
  { pattern: /SUBQUERY/, say: t => t('A subquery, which is run once.') },
  { pattern: /^RECURSIVE STEP/, say: t => t('Run again for each row it makes.') },
  { pattern: /^SETUP/, say: t => t('Where the recursion begins.') },
  { pattern: /^(?:COMPOUND QUERY|MERGE)/, say: t => t('Several queries put together.') },
  {
    pattern: /^(UNION|EXCEPT|INTERSECT)/,
    say: t => t('Put together with the query before.'),
  },
  { pattern: /^(?:RIGHT-JOIN|LEFT-JOIN)/, say: t => t('Rows that found no partner.') },
];

function meaningOf(
  detail: string,
  tables: ReadonlyMap<string, string>,
  { t, rowsOf }: PlanSurroundings,
): string {
  const name = (alias: string) => {
    const table = tables.get(alias.toLowerCase()) ?? alias;
    const rows = rowsOf(table);
    if (rows === undefined) return table;
    return `${table} (${counted(rows, t('{0} row'), t('{0} rows'))})`;
  };
  for (const { pattern, say } of meanings) {
    const found = pattern.exec(detail);
    if (found) return say(t, found.slice(1), name);
  }
  return '';
}

/** `a=? AND b>?` names a and b. */
function columnsOf(t: Translate, conditions: string): string {
  const names = conditions.split(' AND ').map(each => each.replace(/[<>=?]+.*$/, '').trim());
  return names.reduce((before, name) => t('{0} and {1}', before, name));
}

/** The tables of a whole statement, by lower-case alias; of two that are called the same the last counts. */
function tablesByAlias(sql: string): ReadonlyMap<string, string> {
  const sources = sourcesBelow(sql, sqlTree(sql, sqlTokens(sql)));
  const tables = new Map<string, string>();
  for (const { alias, of } of sources) {
    if (of.kind !== 'table') continue;
    const name = of.schema === undefined ? of.name : `${of.schema}.${of.name}`;
    tables.set(alias.toLowerCase(), name);
  }
  return tables;
}

function sourcesBelow(sql: string, nodes: readonly SqlNode[]): readonly SqlSource[] {
  const own = selectCores(sql, nodes).flatMap(({ sources }) => sources);
  const groups = nodes.filter(node => node.kind === 'group');
  return [...own, ...groups.flatMap(group => sourcesBelow(sql, group.nodes))];
}
