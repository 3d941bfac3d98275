// SQL tokens → what is in parentheses, as a tree. Survives any text: what is left open reaches to the end.
import { nameOf, type SqlToken } from './sqlTokens';

/** What stands between two parentheses. */
export interface SqlGroup {
  readonly kind: 'group';
  /** At the opening one. */
  readonly start: number;
  /** Behind the closing one; behind everything where there is none. */
  readonly end: number;
  readonly nodes: readonly SqlNode[];
}

/** A token, or several in parentheses. */
export type SqlNode = SqlToken | SqlGroup;

/** The tree of a statement's tokens, without its comments. */
export function sqlTree(text: string, tokens: Iterable<SqlToken>): readonly SqlNode[] {
  const stack: { readonly start: number; readonly nodes: SqlNode[] }[] = [{ start: 0, nodes: [] }];
  const top = () => stack.at(-1)?.nodes ?? [];
  const close = (end: number) => {
    const open = stack.pop();
    if (open) top().push({ kind: 'group', start: open.start, end, nodes: open.nodes });
  };
  for (const token of tokens) {
    if (token.kind === 'comment') continue;
    const sign = token.kind === 'sign' ? text.slice(token.start, token.end) : '';
    if (sign === '(') stack.push({ start: token.start, nodes: [] });
    else if (sign !== ')') top().push(token);
    else if (stack.length > 1) close(token.end);
  }
  while (stack.length > 1) close(Number.POSITIVE_INFINITY);
  return top();
}

/** A keyword in capitals, or a sign; empty for anything else. */
export function wordOf(text: string, node: SqlNode | undefined): string {
  if (!node || (node.kind !== 'word' && node.kind !== 'sign')) return '';
  return text.slice(node.start, node.end).toUpperCase();
}

/** The name that a node stands for; undefined where it is none. */
export function nameIn(text: string, node: SqlNode | undefined): string | undefined {
  if (!node || (node.kind !== 'word' && node.kind !== 'name')) return undefined;
  return nameOf(text.slice(node.start, node.end));
}
