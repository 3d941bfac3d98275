// What is known of a name in a SQL document: a table, a column, a function. Pure.
import { countOf } from '../../util/humanText';
import { columnMeaning } from '../columnMeanings';
import { nameIn, sqlTree, wordOf } from '../sqlTree';
import { sqlTokens } from '../sqlTokens';
import type { TextSpan } from '../textSpan';
import { idTypesOf, nameTypesOf, type SqlVocabulary, type VocabularyTable } from '../vocabulary';
import { sqlFunctions } from './sqlFunctions';
import { columnIn, findTable, isSame, sqlScope, type ScopeColumn, type SqlScope } from './sqlScope';
import { statementPart } from './statementPart';

/** What is said of a name, in Markdown, and where it stands. */
export interface ExplainedName {
  readonly span: TextSpan;
  readonly lines: readonly string[];
}

/** What is known of the name at a place; undefined where it is none, or nothing is known of it. */
export function explainName(
  text: string,
  offset: number,
  vocabulary: SqlVocabulary,
): ExplainedName | undefined {
  const token = [...sqlTokens(text)].find(({ start, end }) => start <= offset && offset < end);
  const part = token && statementPart(text, token.end);
  if (!part?.current) return undefined;
  const { before, after, current } = part;
  const span = { start: current.start, end: current.end };
  const all = [...before, current, ...after];
  const scope = sqlScope(text, sqlTree(text, all), current.start, vocabulary);
  if (current.kind === 'text') {
    const lines = idLines(text.slice(current.start + 1, current.end - 1), vocabulary);
    return lines && { span, lines };
  }
  const name = nameIn(text, current) ?? '';
  const isQualified = wordOf(text, before.at(-1)) === '.';
  const qualifier = isQualified ? nameIn(text, before.at(-2)) : undefined;
  const lines =
    (wordOf(text, after[0]) === '(' ? functionLines(name) : undefined) ??
    columnLines(name, qualifier, scope) ??
    tableLines(name, qualifier, scope, vocabulary);
  return lines && { span, lines };
}

function functionLines(name: string): readonly string[] | undefined {
  const found = sqlFunctions.get(name.toLowerCase());
  return found && [`\`${found.signature}\``, found.text];
}

function columnLines(
  name: string,
  qualifier: string | undefined,
  { sources }: SqlScope,
): readonly string[] | undefined {
  const chosen =
    qualifier === undefined ? sources : sources.filter(({ alias }) => isSame(alias, qualifier));
  const column = columnIn(chosen, name);
  return column && linesOfColumn(column);
}

function linesOfColumn({ name, type, table, values }: ScopeColumn): readonly string[] {
  const typed = type === '' ? '' : ` ${type}`;
  const from = table === undefined ? 'computed by the statement' : `column of ${code(table)}`;
  const few = values.length > 0 ? [`Values: ${values.slice(0, 12).map(code).join(', ')}`] : [];
  const meaning = columnMeaning(name);
  const holds = idTypesOf(table ?? '', name).length + nameTypesOf(table ?? '', name).length > 0;
  const hint = holds ? ['Behind `=` its names are offered.'] : [];
  return [
    `${code(`${name}${typed}`)} · ${from}`,
    ...(meaning === undefined ? [] : [meaning]),
    ...few,
    ...hint,
  ];
}

function tableLines(
  name: string,
  qualifier: string | undefined,
  { sources, queries }: SqlScope,
  vocabulary: SqlVocabulary,
): readonly string[] | undefined {
  const query = queries.find(each => isSame(each.name, name));
  if (query) {
    const columns = query.columns.map(column => code(column.name)).join(', ');
    return [`${code(name)} · query of this statement`, ...(columns === '' ? [] : [columns])];
  }
  const source = sources.find(({ alias }) => isSame(alias, name));
  const table = source?.table ?? findTable(vocabulary, qualifier, name);
  return table && linesOfTable(table);
}

function linesOfTable({ name, about, rows, columns }: VocabularyTable): readonly string[] {
  const size = rows === null ? [] : [countOf(rows, 'row')];
  const what = ['table', ...size, countOf(columns.length, 'column')].join(' · ');
  const events = about === null ? [] : [`Events of ${about}`];
  return [
    `${code(name)} · ${what}`,
    ...events,
    columns.map(column => code(column.name)).join(', '),
  ];
}

/** The name behind an id that is written in quotes. */
function idLines(id: string, { names }: SqlVocabulary): readonly string[] | undefined {
  const found = names.filter(each => each.id === id);
  return found.length === 0 ? undefined : found.map(({ type, name }) => `${type}: ${name}`);
}

function code(text: string): string {
  return `\`${text.replaceAll('`', '')}\``;
}
