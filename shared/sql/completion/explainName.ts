// What is known of a name in a SQL document: a table, a column, a function. Pure.
import { counted } from '../../util/humanText';
import type { Translate } from '../../util/translate';
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
  t: Translate,
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
    (wordOf(text, after[0]) === '(' ? functionLines(t, name) : undefined) ??
    columnLines(t, [qualifier, name], scope) ??
    tableLines(t, [qualifier, name], scope, vocabulary);
  return lines && { span, lines };
}

/** As it is written, with what stands before its dot. */
type WrittenName = readonly [qualifier: string | undefined, name: string];

function functionLines(t: Translate, name: string): readonly string[] | undefined {
  const found = sqlFunctions(t).get(name.toLowerCase());
  return found && [`\`${found.signature}\``, found.text];
}

function columnLines(
  t: Translate,
  [qualifier, name]: WrittenName,
  { sources }: SqlScope,
): readonly string[] | undefined {
  const chosen =
    qualifier === undefined ? sources : sources.filter(({ alias }) => isSame(alias, qualifier));
  const column = columnIn(chosen, name);
  return column && linesOfColumn(t, column);
}

function linesOfColumn(
  t: Translate,
  { name, type, table, values }: ScopeColumn,
): readonly string[] {
  const typed = type === '' ? '' : ` ${type}`;
  const from =
    table === undefined ? t('computed by the statement') : t('column of {0}', code(table));
  const few = values.length > 0 ? [t('Values: {0}', values.slice(0, 12).map(code).join(', '))] : [];
  const meaning = columnMeaning(t, name);
  const holds = idTypesOf(table ?? '', name).length + nameTypesOf(table ?? '', name).length > 0;
  const hint = holds ? [t('Behind `=` its names are offered.')] : [];
  return [
    `${code(`${name}${typed}`)} · ${from}`,
    ...(meaning === undefined ? [] : [meaning]),
    ...few,
    ...hint,
  ];
}

function tableLines(
  t: Translate,
  [qualifier, name]: WrittenName,
  { sources, queries }: SqlScope,
  vocabulary: SqlVocabulary,
): readonly string[] | undefined {
  const query = queries.find(each => isSame(each.name, name));
  if (query) {
    const columns = query.columns.map(column => code(column.name)).join(', ');
    return [
      `${code(name)} · ${t('query of this statement')}`,
      ...(columns === '' ? [] : [columns]),
    ];
  }
  const source = sources.find(({ alias }) => isSame(alias, name));
  const table = source?.table ?? findTable(vocabulary, qualifier, name);
  return table && linesOfTable(t, table);
}

function linesOfTable(
  t: Translate,
  { name, about, rows, columns }: VocabularyTable,
): readonly string[] {
  const size = rows === null ? [] : [counted(rows, t('{0} row'), t('{0} rows'))];
  const width = counted(columns.length, t('{0} column'), t('{0} columns'));
  const what = [t('table'), ...size, width].join(' · ');
  const events = about === null ? [] : [t('Events of {0}', about)];
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
