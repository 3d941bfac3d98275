// What may stand at a place of a statement, by what stands before it.
import type { SqlToken } from '../sqlTokens';
import { nameIn, wordOf, type SqlNode } from '../sqlTree';

/** A column as a statement names it. */
export interface ColumnReference {
  readonly qualifier: string | undefined;
  readonly name: string;
}

/** What may stand there. */
export type CompletionPlace =
  /** The first word of a statement or subquery. */
  | { readonly kind: 'start' }
  /** Behind `name.`. */
  | { readonly kind: 'member'; readonly qualifier: string }
  | { readonly kind: 'table' }
  /** Behind a table of a FROM clause. */
  | { readonly kind: 'behindTable' }
  /** A new name, which nobody can know. */
  | { readonly kind: 'newName' }
  /** Behind ON. */
  | { readonly kind: 'join' }
  /** What a column is compared with, or anything else that has a value. */
  | { readonly kind: 'value'; readonly compared: ColumnReference }
  | { readonly kind: 'expression' };

const clauses = new Set(['SELECT', 'FROM', 'WHERE', 'GROUP', 'ORDER', 'HAVING', 'LIMIT', 'WINDOW'])
  .add('ON')
  .add('USING')
  .add('JOIN')
  .add('WITH')
  .add('VALUES')
  .add('UNION')
  .add('EXCEPT')
  .add('INTERSECT');
const starters = new Set(['EXPLAIN', 'PLAN', 'UNION', 'ALL', 'EXCEPT', 'INTERSECT']);
const comparisons = new Set(['=', '==', '!=', '<>', '<', '>', '<=', '>=', 'LIKE', 'GLOB', 'IS'])
  .add('NOT')
  .add('BETWEEN');

/** What may stand behind tokens, of which `level` are those in the same parentheses. */
export function completionPlace(
  text: string,
  before: readonly SqlToken[],
  level: readonly SqlNode[],
): CompletionPlace {
  const last = wordOf(text, before.at(-1));
  if (last === '' && before.length === 0) return { kind: 'start' };
  if (last === '.') {
    const qualifier = nameIn(text, before.at(-2));
    return qualifier === undefined ? { kind: 'expression' } : { kind: 'member', qualifier };
  }
  if (last === 'AS') return { kind: 'newName' };
  if (last === 'ON') return { kind: 'join' };
  const compared = comparedColumn(text, before);
  if (compared) return { kind: 'value', compared };
  const clause = clauseOf(text, level);
  if (last === 'FROM' || last === 'JOIN') return { kind: 'table' };
  if (clause === 'FROM' || clause === 'JOIN') {
    return last === ',' ? { kind: 'table' } : { kind: 'behindTable' };
  }
  if (last === '(' && isQueryExpected(text, before)) return { kind: 'start' };
  return starters.has(last) && clause !== 'SELECT' ? { kind: 'start' } : { kind: 'expression' };
}

/** `FROM (`, `AS (`, `EXISTS (`. */
function isQueryExpected(text: string, before: readonly SqlToken[]): boolean {
  const previous = wordOf(text, before.at(-2));
  return ['', 'FROM', 'JOIN', 'AS', 'EXISTS', 'MATERIALIZED'].includes(previous);
}

function clauseOf(text: string, level: readonly SqlNode[]): string | undefined {
  const words = level.map(node => wordOf(text, node));
  return words.findLast(word => clauses.has(word));
}

/** The column on the left: of `e.url LIKE `, of `x NOT IN ('a', `. */
function comparedColumn(text: string, before: readonly SqlToken[]): ColumnReference | undefined {
  const word = (at: number) => wordOf(text, before[at]);
  let at = before.length - 1;
  if (comparisons.has(word(at))) {
    while (comparisons.has(word(at))) at--;
    return columnEndingAt(text, before, at);
  }
  while (word(at) === ',' || before[at]?.kind === 'text' || before[at]?.kind === 'number') at--;
  // Behind a value comes a comma first.
  const isListed = ['(', ','].includes(word(before.length - 1));
  if (!isListed || word(at) !== '(' || word(at - 1) !== 'IN') return undefined;
  return columnEndingAt(text, before, word(at - 2) === 'NOT' ? at - 3 : at - 2);
}

function columnEndingAt(
  text: string,
  tokens: readonly SqlToken[],
  at: number,
): ColumnReference | undefined {
  const name = nameIn(text, tokens[at]);
  if (name === undefined || clauses.has(wordOf(text, tokens[at]))) return undefined;
  const isQualified = wordOf(text, tokens[at - 1]) === '.';
  return { qualifier: isQualified ? nameIn(text, tokens[at - 2]) : undefined, name };
}
