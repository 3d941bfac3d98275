// Which tokens belong to the statement that is being written, and which of them is. Survives open quotes: what is written
// at the moment ends with its line at the latest.
import { sqlTokens, type SqlToken } from '../sqlTokens';

/** The statement around a place. */
export interface StatementPart {
  /** Without comments, nor what is being written. */
  readonly before: readonly SqlToken[];
  readonly after: readonly SqlToken[];
  /** The name, word or literal at the place; undefined where none begins before it. */
  readonly current: SqlToken | undefined;
}

/** The statement around a place; undefined where no SQL is written: in comments, numbers and parameters. */
export function statementPart(text: string, offset: number): StatementPart | undefined {
  const tokens = tokensAround(text, offset);
  const at = tokens.find(({ start, end }) => start < offset && offset <= end);
  if (at && isSilent(text, at, offset)) return undefined;
  const current = at && ['word', 'name', 'text'].includes(at.kind) ? at : undefined;
  const from = current?.start ?? offset;
  const to = current?.end ?? offset;
  const others = tokens.filter(({ kind }) => kind !== 'comment');
  const before = others.filter(({ end }) => end <= from);
  const after = others.filter(({ start }) => start >= to);
  const isEnd = ({ start, end }: SqlToken) => text.slice(start, end) === ';';
  const next = after.findIndex(isEnd);
  return {
    current,
    before: before.slice(before.findLastIndex(isEnd) + 1),
    after: next < 0 ? after : after.slice(0, next),
  };
}

function isSilent(text: string, { kind, start, end }: SqlToken, offset: number): boolean {
  if (kind === 'number' || kind === 'parameter') return true;
  if (kind !== 'comment') return false;
  const isClosed = text.startsWith('/*', start) && text.slice(start + 2, end).endsWith('*/');
  return !isClosed || offset < end;
}

/** A literal that is open at the place would swallow the statements behind it. */
function tokensAround(text: string, offset: number): readonly SqlToken[] {
  const tokens = [...sqlTokens(text)];
  const open = tokens.findIndex(({ start, end }) => start < offset && offset <= end);
  const token = tokens[open];
  if (!token || (token.kind !== 'text' && token.kind !== 'name')) return tokens;
  const lineEnd = text.indexOf('\n', offset);
  if (lineEnd < 0 || lineEnd >= token.end) return tokens;
  const found = [...tokens.slice(0, open), { ...token, end: openEnd(text, offset, lineEnd) }];
  for (const { kind, start, end } of sqlTokens(text.slice(lineEnd))) {
    found.push({ kind, start: start + lineEnd, end: end + lineEnd });
  }
  return found;
}

/** What stands behind the place on its line is no part of the literal where it begins with a space or a sign. */
function openEnd(text: string, offset: number, lineEnd: number): number {
  const rest = /^[^\s,;)]*/.exec(text.slice(offset, lineEnd));
  return offset + (rest?.[0].length ?? 0);
}
