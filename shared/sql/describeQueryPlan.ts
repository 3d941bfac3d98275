// What EXPLAIN QUERY PLAN says → a tree that people read: one line per step, and in words what it costs. Pure.
import { countOf } from '../util/humanText';
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

/** The steps of a statement's plan, as a tree; `rowsOf` knows how many rows a table has. */
export function describeQueryPlan(
  rows: readonly PlanRow[],
  sql: string,
  rowsOf: (table: string) => number | undefined,
): readonly PlanStep[] {
  const tables = tablesByAlias(sql);
  const steps: PlanStep[] = [];
  const add = (parent: number, indent: string): void => {
    const children = rows.filter(row => row.parent === parent);
    for (const [place, { id, detail }] of children.entries()) {
      const isLast = place === children.length - 1;
      const isTop = parent === 0;
      const step = isTop ? detail : `${indent}${isLast ? '└─ ' : '├─ '}${detail}`;
      steps.push({ step, meaning: meaningOf(detail, tables, rowsOf) });
      if (id !== 0) add(id, isTop ? '' : indent + (isLast ? gap : stem));
    }
  };
  add(0, '');
  return steps;
}

interface Meaning {
  readonly pattern: RegExp;
  readonly say: (found: readonly string[], name: (alias: string) => string) => string;
}

/** The first that fits counts. */
const meanings: readonly Meaning[] = [
  {
    pattern: /^SCAN (?:\d+ )?CONSTANT ROWS?/,
    say: () => 'Values of the statement itself; no table is read.',
  },
  {
    pattern: /^SCAN (\S+) VIRTUAL TABLE/,
    say: ([name = '']) => `Reads what the function ${name} gives.`,
  },
  {
    pattern: /^SCAN (\S+) USING COVERING INDEX (\S+)/,
    say: ([alias = '', index = ''], name) =>
      `Reads the whole index ${index} of ${name(alias)}, but not the table.`,
  },
  {
    pattern: /^SCAN (\S+)/,
    say: ([alias = ''], name) => `Reads the whole table ${name(alias)}.`,
  },
  {
    pattern: /^SEARCH (\S+) USING AUTOMATIC (?:PARTIAL )?(?:COVERING )?INDEX \((.*?)\)/,
    say: ([alias = '', by = ''], name) =>
      `Reads the whole table ${name(alias)} once to make an index for this query, then finds rows by ${columnsOf(by)}.`,
  },
  {
    pattern: /^SEARCH (\S+) USING INTEGER PRIMARY KEY \((.*?)\)/,
    say: ([alias = ''], name) => `Finds rows of ${name(alias)} by their numbers.`,
  },
  {
    pattern: /^SEARCH (\S+) USING (?:COVERING )?INDEX (\S+) \((.*?)\)/,
    say: ([alias = '', , by = ''], name) =>
      `Finds rows of ${name(alias)} by ${columnsOf(by)}, with an index.`,
  },
  {
    pattern: /^SEARCH (\S+)/,
    say: ([alias = ''], name) => `Finds rows of ${name(alias)} without reading all of it.`,
  },
  {
    pattern: /^USE TEMP B-TREE FOR (?:LAST \d+ TERMS? OF |LAST TERM OF |RIGHT PART OF )?(.*)$/,
    say: ([what = '']) => `Sorts what was found, for ${what}.`,
  },
  { pattern: /^BLOOM FILTER ON/, say: () => 'Skips early what cannot match.' },
  { pattern: /^MULTI-INDEX OR/, say: () => 'Finds rows for each side of an OR.' },
  {
    pattern: /^(?:MATERIALIZE|CO-ROUTINE) (\S+)/,
    say: ([name = '']) => `The rows of ${name}, which the steps below make.`,
  },
  {
    pattern: /^CORRELATED/,
    say: () => 'A subquery that is run anew for each row of the query around it.',
  },
  { pattern: /SUBQUERY/, say: () => 'A subquery, which is run once.' },
  { pattern: /^RECURSIVE STEP/, say: () => 'Run again for each row it makes.' },
  { pattern: /^SETUP/, say: () => 'Where the recursion begins.' },
  { pattern: /^(?:COMPOUND QUERY|MERGE)/, say: () => 'Several queries put together.' },
  { pattern: /^(UNION|EXCEPT|INTERSECT)/, say: () => 'Put together with the query before.' },
  { pattern: /^(?:RIGHT-JOIN|LEFT-JOIN)/, say: () => 'Rows that found no partner.' },
];

function meaningOf(
  detail: string,
  tables: ReadonlyMap<string, string>,
  rowsOf: (table: string) => number | undefined,
): string {
  const name = (alias: string) => {
    const table = tables.get(alias.toLowerCase()) ?? alias;
    const rows = rowsOf(table);
    return rows === undefined ? table : `${table} (${countOf(rows, 'row')})`;
  };
  for (const { pattern, say } of meanings) {
    const found = pattern.exec(detail);
    if (found) return say(found.slice(1), name);
  }
  return '';
}

/** `a=? AND b>?` names a and b. */
function columnsOf(conditions: string): string {
  const names = conditions.split(' AND ').map(each => each.replace(/[<>=?]+.*$/, '').trim());
  return names.join(' and ');
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
