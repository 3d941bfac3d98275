// What SQLite says of a wrong statement → what a user can act on, and where in the statement it is. Pure.
import { closestName } from '../util/closestName';
import type { Translate } from '../util/translate';
import { nameOf, sqlTokens, type SqlToken } from './sqlTokens';
import type { KnownTable } from './readyQueries';
import type { TextSpan } from './textSpan';

/** An error as it is shown. */
export interface ExplainedSqlError {
  readonly message: string;
  /** Where in the statement; the whole of its first line where that is not known. */
  readonly span: TextSpan;
}

interface Surroundings {
  readonly t: Translate;
  readonly tables: readonly KnownTable[];
  /** What SQLite says to the beginning of the statement; undefined where it takes it. */
  readonly complaintAbout: (beginning: string) => string | undefined;
}

const mostNamed = 12;

/** Explains SQLite's message about a statement. */
export function explainSqlError(
  message: string,
  sql: string,
  surroundings: Surroundings,
): ExplainedSqlError {
  const tokens = [...sqlTokens(sql)].filter(({ kind }) => kind !== 'comment');
  const found =
    unknownTable(message, sql, tokens, surroundings) ??
    unknownColumn(message, sql, tokens, surroundings) ??
    unknownFunction(message, sql, tokens) ??
    wrongSyntax(message, sql, tokens, surroundings);
  return found ?? { message: sentence(message), span: firstLine(sql) };
}

function unknownTable(
  message: string,
  ...[sql, tokens, { t, tables }]: readonly [string, readonly SqlToken[], Surroundings]
): ExplainedSqlError | undefined {
  const name = /^no such table: (.+)$/.exec(message)?.[1];
  if (name === undefined) return undefined;
  const names = tables.map(table => table.name).filter(each => !each.includes('_pds_'));
  const close = closestName(name, names) ?? names.find(each => isAlike(each, name));
  const sentences = [
    t('There is no table {0}.', name),
    ...(close === undefined ? [] : [t('Did you mean {0}?', close)]),
    ...(names.length === 0 ? [] : [t('Tables: {0}.', listOf(names))]),
  ];
  return { message: sentences.join(' '), span: spanOf(name, sql, tokens) };
}

function unknownColumn(
  said: string,
  ...[sql, tokens, { t, tables }]: readonly [string, readonly SqlToken[], Surroundings]
): ExplainedSqlError | undefined {
  const [, problem, name] = /^(no such column|ambiguous column name): (.+)$/.exec(said) ?? [];
  if (name === undefined) return undefined;
  const span = spanOf(name, sql, tokens);
  if (problem !== 'no such column') {
    const message = t('{0} is in several tables: write which, as in table.{0}.', name);
    return { message, span };
  }
  const words = new Set(tokens.map(token => lowerName(sql, token)));
  const used = tables.filter(table => words.has(lastPart(table.name).toLowerCase()));
  const columns = [...new Set(used.flatMap(table => table.columns))];
  const close = closestName(lastPart(name), columns) ?? columns.find(each => isAlike(each, name));
  const sentences = [
    t('There is no column {0}.', name),
    ...(close === undefined ? [] : [t('Did you mean {0}?', close)]),
    ...(columns.length === 0 ? [] : [t('Columns: {0}.', listOf(columns))]),
  ];
  return { message: sentences.join(' '), span };
}

function unknownFunction(
  message: string,
  ...[sql, tokens]: readonly [string, readonly SqlToken[]]
): ExplainedSqlError | undefined {
  const name =
    /^no such function: (.+)$/.exec(message)?.[1] ??
    /^wrong number of arguments to function (\w+)\(\)$/.exec(message)?.[1];
  return name === undefined
    ? undefined
    : { message: sentence(message), span: spanOf(name, sql, tokens) };
}

function wrongSyntax(
  message: string,
  ...[sql, tokens, { t, complaintAbout }]: readonly [string, readonly SqlToken[], Surroundings]
): ExplainedSqlError | undefined {
  if (message === 'incomplete input') {
    const last = tokens.at(-1) ?? { start: 0, end: sql.length };
    return {
      message: t('The statement is not finished.'),
      span: { start: last.start, end: last.end },
    };
  }
  const near = /^(?:near|unrecognized token:) "([\s\S]+)"(?:: syntax error)?$/.exec(message)?.[1];
  if (near === undefined) return undefined;
  const same = tokens.filter(({ start }) => sql.startsWith(near, start));
  // The first of them at which SQLite stops is the one it means.
  const token = same.find(({ end }) => complaintAbout(sql.slice(0, end)) === message) ?? same[0];
  const span = token ? { start: token.start, end: token.end } : firstLine(sql);
  return { message: t('Syntax error near {0}.', near), span };
}

function spanOf(name: string, sql: string, tokens: readonly SqlToken[]): TextSpan {
  const wanted = lastPart(name).toLowerCase();
  const token = tokens.find(each => lowerName(sql, each) === wanted);
  return token ? { start: token.start, end: token.end } : firstLine(sql);
}

function lowerName(sql: string, { kind, start, end }: SqlToken): string | undefined {
  if (kind !== 'word' && kind !== 'name') return undefined;
  return nameOf(sql.slice(start, end)).toLowerCase();
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** `events` and `ALLEVENTS`. */
function isAlike(candidate: string, name: string): boolean {
  const [a, b] = [lastPart(candidate).toLowerCase(), lastPart(name).toLowerCase()];
  return b.length > 2 && (a.includes(b) || b.includes(a));
}

function listOf(names: readonly string[]): string {
  const more = names.length > mostNamed ? ', …' : '';
  return names.slice(0, mostNamed).join(', ') + more;
}

function firstLine(sql: string): TextSpan {
  const end = sql.indexOf('\n');
  return { start: 0, end: end < 0 ? sql.length : end };
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
