// Which columns can be named at a place of a statement, and by which names of tables. Pure; survives broken SQL.
import {
  listItems,
  namedQueries,
  selectCores,
  type NamedQuery,
  type SelectCore,
  type SqlSource,
} from '../sqlSources';
import { nameIn, wordOf, type SqlGroup, type SqlNode } from '../sqlTree';
import {
  bareName,
  type SqlVocabulary,
  type VocabularyColumn,
  type VocabularyTable,
} from '../vocabulary';

/** A column that can be named. */
export interface ScopeColumn extends Pick<VocabularyColumn, 'name' | 'type' | 'values'> {
  /** The table whose values it has; undefined where it is computed. */
  readonly table: string | undefined;
}

/** A table or subquery by the name it goes by. */
export interface ScopeSource {
  readonly alias: string;
  /** Of the database; undefined for a query. */
  readonly table: VocabularyTable | undefined;
  readonly columns: readonly ScopeColumn[];
}

/** What can be named at a place. */
export interface SqlScope {
  /** Of the SELECT that the place is in, then of those around it. */
  readonly sources: readonly ScopeSource[];
  readonly queries: readonly { readonly name: string; readonly columns: readonly ScopeColumn[] }[];
}

/** Subqueries may name themselves. */
const deepest = 8;

/** What can be named at a place of a statement. */
export function sqlScope(
  text: string,
  nodes: readonly SqlNode[],
  offset: number,
  vocabulary: SqlVocabulary,
): SqlScope {
  const levels = levelsAt(nodes, offset);
  const queries = levels.flatMap(level => namedQueries(text, level));
  const reader = new ColumnReader(text, vocabulary, queries);
  const sources = levels.reverse().flatMap(level => {
    const core = coreAt(selectCores(text, level), offset);
    return (core?.sources ?? []).map(source => reader.source(source, 0));
  });
  return {
    sources,
    queries: queries.map(query => ({ name: query.name, columns: reader.namedQuery(query, 0) })),
  };
}

/** The groups that a place is in, the outermost first. */
export function levelsAt(nodes: readonly SqlNode[], offset: number): (readonly SqlNode[])[] {
  const group = nodes.find(
    (node): node is SqlGroup => node.kind === 'group' && node.start < offset && offset < node.end,
  );
  return group ? [nodes, ...levelsAt(group.nodes, offset)] : [nodes];
}

function coreAt(cores: readonly SelectCore[], offset: number): SelectCore | undefined {
  return (
    cores.findLast(({ nodes: [first] }) => first !== undefined && first.start <= offset) ?? cores[0]
  );
}

class ColumnReader {
  readonly #text: string;
  readonly #vocabulary: SqlVocabulary;
  readonly #queries: readonly NamedQuery[];

  constructor(text: string, vocabulary: SqlVocabulary, queries: readonly NamedQuery[]) {
    this.#text = text;
    this.#vocabulary = vocabulary;
    this.#queries = queries;
  }

  source({ alias, of }: SqlSource, depth: number): ScopeSource {
    if (of.kind === 'query') {
      return { alias, table: undefined, columns: this.#columnsOf(of.body.nodes, depth) };
    }
    const query =
      of.schema === undefined
        ? this.#queries.findLast(({ name }) => isSame(name, of.name))
        : undefined;
    if (query) return { alias, table: undefined, columns: this.namedQuery(query, depth) };
    const table = findTable(this.#vocabulary, of.schema, of.name);
    const columns = table?.columns.map(column => ({ ...column, table: table.name })) ?? [];
    return { alias, table, columns };
  }

  namedQuery({ columns, body }: NamedQuery, depth: number): readonly ScopeColumn[] {
    const found = this.#columnsOf(body.nodes, depth);
    if (columns.length === 0) return found;
    return columns.map((name, place) => ({ ...(found[place] ?? computed), name }));
  }

  /** The columns of a query are those of its first SELECT. */
  #columnsOf(nodes: readonly SqlNode[], depth: number): readonly ScopeColumn[] {
    const [core] = selectCores(this.#text, nodes);
    if (!core || depth > deepest) return [];
    const sources = core.sources.map(source => this.source(source, depth + 1));
    return listItems(this.#text, core.list).flatMap(item => this.#columnsOfItem(item, sources));
  }

  #columnsOfItem(
    item: readonly SqlNode[],
    sources: readonly ScopeSource[],
  ): readonly ScopeColumn[] {
    const last = item.at(-1);
    if (wordOf(this.#text, last) === '*') {
      const alias = item.length === 3 ? nameIn(this.#text, item[0]) : undefined;
      const chosen =
        alias === undefined ? sources : sources.filter(each => isSame(each.alias, alias));
      return chosen.flatMap(({ columns }) => columns);
    }
    const name = nameIn(this.#text, last);
    // `END` of a CASE, a computed column without a name.
    if (name === undefined || wordOf(this.#text, last) === 'END') return [];
    const isAlone = item.length === 1 || (item.length === 3 && wordOf(this.#text, item[1]) === '.');
    const own = isAlone ? name : this.#renamed(item);
    const known = own === undefined ? undefined : columnIn(sources, own);
    return [{ ...(known ?? computed), name }];
  }

  /** The column that `e.url AS page` is. */
  #renamed(item: readonly SqlNode[]): string | undefined {
    const bare = item.filter(node => wordOf(this.#text, node) !== 'AS').slice(0, -1);
    const isColumn =
      bare.length === 1 || (bare.length === 3 && wordOf(this.#text, bare[1]) === '.');
    return isColumn ? nameIn(this.#text, bare.at(-1)) : undefined;
  }
}

const computed: Omit<ScopeColumn, 'name'> = { type: '', values: [], table: undefined };

/** A column of several tables by its name. */
export function columnIn(sources: readonly ScopeSource[], name: string): ScopeColumn | undefined {
  for (const { columns } of sources) {
    const found = columns.find(column => isSame(column.name, name));
    if (found) return found;
  }
  return undefined;
}

/** A table as SQLite would find it: those of the main database count before those that are attached. */
export function findTable(
  { tables }: SqlVocabulary,
  schema: string | undefined,
  name: string,
): VocabularyTable | undefined {
  if (schema !== undefined && !isSame(schema, 'main')) {
    return tables.find(table => isSame(table.name, `${schema}.${name}`));
  }
  const own = tables.find(table => isSame(table.name, name));
  return (
    own ??
    (schema === undefined ? tables.find(each => isSame(bareName(each.name), name)) : undefined)
  );
}

/** Names count regardless of case. */
export function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
