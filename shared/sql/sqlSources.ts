// What a SELECT reads: the tables and subqueries behind FROM and JOIN, by the names they go by. Pure; survives broken SQL.
import { nameIn, wordOf, type SqlGroup, type SqlNode } from './sqlTree';

/** A table or subquery of a SELECT. */
export interface SqlSource {
  /** What columns of it are named by: the alias, or the table's own name. */
  readonly alias: string;
  /** Whether it has another name than its own. */
  readonly isRenamed: boolean;
  readonly of:
    | { readonly kind: 'table'; readonly schema: string | undefined; readonly name: string }
    | { readonly kind: 'query'; readonly body: SqlGroup };
}

/** A query with a name: `WITH name(columns) AS (…)`. */
export interface NamedQuery {
  readonly name: string;
  /** Named behind it; empty where it calls them as its body does. */
  readonly columns: readonly string[];
  readonly body: SqlGroup;
}

/** One SELECT; several are put together by UNION and its kin. */
export interface SelectCore {
  readonly nodes: readonly SqlNode[];
  /** Between SELECT and FROM. */
  readonly list: readonly SqlNode[];
  readonly sources: readonly SqlSource[];
}

const compounds = new Set(['UNION', 'EXCEPT', 'INTERSECT']);
const joins = new Set(['JOIN', 'NATURAL', 'LEFT', 'RIGHT', 'FULL', 'INNER', 'CROSS', 'OUTER']);
const behindFrom = new Set(['WHERE', 'GROUP', 'HAVING', 'WINDOW', 'ORDER', 'LIMIT', 'RETURNING']);
const noAlias = new Set([...joins, ...behindFrom, ...compounds])
  .add('ON')
  .add('USING')
  .add('SET')
  .add('INDEXED')
  .add('NOT');

/** The SELECTs of a query, without those in parentheses. */
export function selectCores(text: string, nodes: readonly SqlNode[]): readonly SelectCore[] {
  const cores: SqlNode[][] = [[]];
  for (const node of nodes) {
    if (compounds.has(wordOf(text, node))) cores.push([]);
    cores.at(-1)?.push(node);
  }
  return cores.map(core => coreOf(text, core));
}

/** The queries that a WITH gives names. */
export function namedQueries(text: string, nodes: readonly SqlNode[]): readonly NamedQuery[] {
  if (wordOf(text, nodes[0]) !== 'WITH') return [];
  const found: NamedQuery[] = [];
  for (let at = 1; at < nodes.length; at++) {
    const word = wordOf(text, nodes[at]);
    if (word === 'SELECT' || word === 'VALUES') break;
    if (word !== 'AS') continue;
    const before = nodes[at - 1];
    const list = before?.kind === 'group' ? before : undefined;
    const name = nameIn(text, list ? nodes[at - 2] : before);
    const body = nodes.slice(at + 1, at + 4).find(node => node.kind === 'group');
    if (name !== undefined && body) {
      found.push({ name, columns: list ? namesIn(text, list.nodes) : [], body });
    }
  }
  return found;
}

/** Splits at commas. */
export function listItems(text: string, nodes: readonly SqlNode[]): readonly SqlNode[][] {
  const items: SqlNode[][] = [[]];
  for (const node of nodes) {
    if (wordOf(text, node) === ',') items.push([]);
    else items.at(-1)?.push(node);
  }
  return items;
}

function namesIn(text: string, nodes: readonly SqlNode[]): readonly string[] {
  return nodes.map(node => nameIn(text, node)).filter(name => name !== undefined);
}

function coreOf(text: string, nodes: readonly SqlNode[]): SelectCore {
  const select = nodes.findIndex(node => wordOf(text, node) === 'SELECT');
  const from = nodes.findIndex((node, at) => at > select && wordOf(text, node) === 'FROM');
  const rest = from < 0 ? [] : nodes.slice(from + 1);
  const end = rest.findIndex(node => behindFrom.has(wordOf(text, node)));
  return {
    nodes,
    list: select < 0 ? [] : nodes.slice(select + 1, from < 0 ? nodes.length : from),
    sources: sourcesIn(text, end < 0 ? rest : rest.slice(0, end)),
  };
}

/** The parts of a FROM clause begin behind commas and JOINs. */
function sourcesIn(text: string, nodes: readonly SqlNode[]): readonly SqlSource[] {
  const sources: SqlSource[] = [];
  let isExpected = true;
  for (const [at, node] of nodes.entries()) {
    const word = wordOf(text, node);
    if (word === ',' || word === 'JOIN') isExpected = true;
    else if (isExpected && !joins.has(word)) {
      const source = sourceAt(text, nodes.slice(at));
      if (source) sources.push(...source);
      isExpected = false;
    }
  }
  return sources;
}

function sourceAt(text: string, nodes: readonly SqlNode[]): readonly SqlSource[] | undefined {
  const [first] = nodes;
  if (first?.kind === 'group') {
    const alias = aliasIn(text, nodes.slice(1));
    const isQuery = /^(SELECT|WITH|VALUES)$/.test(wordOf(text, first.nodes[0]));
    // `FROM (a JOIN b)`: the parentheses say nothing.
    if (!isQuery) return sourcesIn(text, first.nodes);
    return [{ alias: alias ?? '', isRenamed: true, of: { kind: 'query', body: first } }];
  }
  const own = nameIn(text, first);
  if (own === undefined || noAlias.has(wordOf(text, first))) return undefined;
  const isQualified = wordOf(text, nodes[1]) === '.';
  const name = isQualified ? nameIn(text, nodes[2]) : own;
  if (name === undefined) return undefined;
  const rest = nodes.slice(isQualified ? 3 : 1);
  const alias = aliasIn(text, rest[0]?.kind === 'group' ? rest.slice(1) : rest);
  const table = { kind: 'table', schema: isQualified ? own : undefined, name } as const;
  return [{ alias: alias ?? name, isRenamed: alias !== undefined, of: table }];
}

function aliasIn(text: string, [first, second]: readonly SqlNode[]): string | undefined {
  if (wordOf(text, first) === 'AS') return nameIn(text, second);
  return noAlias.has(wordOf(text, first)) ? undefined : nameIn(text, first);
}
