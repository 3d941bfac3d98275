// What can be written at a place of a SQL document. Pure; takes any text, however broken.
import { counted } from '../../util/humanText';
import type { Translate } from '../../util/translate';
import { quoteName } from '../quoteName';
import { sqlTree } from '../sqlTree';
import type { TextSpan } from '../textSpan';
import { bareName, type SqlVocabulary, type VocabularyTable } from '../vocabulary';
import { completionPlace, type ColumnReference, type CompletionPlace } from './completionPlace';
import { joinConditions } from './joinConditions';
import { sqlFunctions } from './sqlFunctions';
import { expressionKeywords, keywordsBehindTables, startingKeywords } from './sqlKeywords';
import { columnIn, isSame, levelsAt, sqlScope, type ScopeSource, type SqlScope } from './sqlScope';
import { statementPart } from './statementPart';
import { valueCompletions } from './valueCompletions';

/** Something that can be written. */
export interface SqlCompletion {
  readonly kind: 'table' | 'column' | 'query' | 'function' | 'keyword' | 'value' | 'name' | 'join';
  readonly label: string;
  /** Behind the label: what it is. */
  readonly detail: string;
  /** What is written; of functions up to the place of the cursor. */
  readonly insert: string;
  /** What is written behind the cursor. */
  readonly insertBehind?: string;
  /** More about it, Markdown. */
  readonly text?: string;
}

/** What can be written, the best first, and what it takes the place of. */
export interface SqlCompletions {
  readonly span: TextSpan;
  readonly items: readonly SqlCompletion[];
}

/** What can be written at a place of a document. */
export function completeSql(
  t: Translate,
  text: string,
  offset: number,
  vocabulary: SqlVocabulary,
): SqlCompletions {
  const part = statementPart(text, offset);
  const span = { start: part?.current?.start ?? offset, end: part?.current?.end ?? offset };
  if (!part) return { span, items: [] };
  const { before, after, current } = part;
  const nodes = sqlTree(text, [...before, ...after]);
  const level = (levelsAt(nodes, offset).at(-1) ?? []).filter(({ start }) => start < span.start);
  const place = completionPlace(text, before, level);
  const scope = sqlScope(text, nodes, offset, vocabulary);
  const items = itemsAt(t, place, scope, vocabulary);
  const isLiteral = current?.kind === 'text';
  return { span, items: isLiteral ? items.filter(({ insert }) => insert.startsWith("'")) : items };
}

function itemsAt(
  t: Translate,
  place: CompletionPlace,
  scope: SqlScope,
  vocabulary: SqlVocabulary,
): readonly SqlCompletion[] {
  switch (place.kind) {
    case 'start':
      return keywords(startingKeywords);
    case 'newName':
      return [];
    case 'member':
      return members(t, place.qualifier, scope, vocabulary);
    case 'table':
      return [...queries(scope), ...tables(t, vocabulary), ...keywords(['SELECT'])];
    case 'behindTable':
      return keywords(keywordsBehindTables);
    case 'join':
      return [...joins(scope), ...expressions(t, scope, vocabulary)];
    case 'value': {
      const values = valueCompletions(t, resolve(place.compared, scope), vocabulary);
      return [...values, ...expressions(t, scope, vocabulary)];
    }
    case 'expression':
      return expressions(t, scope, vocabulary);
  }
}

function resolve({ qualifier, name }: ColumnReference, { sources }: SqlScope) {
  const chosen =
    qualifier === undefined ? sources : sources.filter(({ alias }) => isSame(alias, qualifier));
  return columnIn(chosen, name) ?? { name, type: '', values: [], table: undefined };
}

function members(
  t: Translate,
  qualifier: string,
  { sources }: SqlScope,
  vocabulary: SqlVocabulary,
): readonly SqlCompletion[] {
  const source = sources.find(({ alias }) => isSame(alias, qualifier));
  if (source) return source.columns.map(column => columnItem(column, source, false));
  const inSchema = vocabulary.tables.filter(({ name }) =>
    name.toLowerCase().startsWith(`${qualifier.toLowerCase()}.`),
  );
  return inSchema.map(table => tableItem(t, table, quoteName(bareName(table.name))));
}

function expressions(
  t: Translate,
  scope: SqlScope,
  vocabulary: SqlVocabulary,
): readonly SqlCompletion[] {
  const { sources } = scope;
  const named = sources.filter(({ alias }) => alias !== '');
  return [
    ...(sources.length > 0 ? columnsOf(sources) : columnsOfAll(vocabulary)),
    ...named.map(source => sourceItem(source)),
    ...functions(t),
    ...keywords(expressionKeywords),
  ];
}

function columnsOf(sources: readonly ScopeSource[]): readonly SqlCompletion[] {
  const counts = new Map<string, number>();
  for (const { name } of sources.flatMap(({ columns }) => columns)) {
    counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  }
  return sources.flatMap(source =>
    source.columns.map(column => {
      const isShared = (counts.get(column.name.toLowerCase()) ?? 0) > 1;
      return columnItem(column, source, isShared && source.alias !== '');
    }),
  );
}

/** Before FROM is written nothing is known of where columns come from. */
function columnsOfAll({ tables: all }: SqlVocabulary): readonly SqlCompletion[] {
  const seen = new Map<string, SqlCompletion>();
  for (const table of all.filter(({ name }) => !isOwn(name))) {
    for (const { name, type } of table.columns) {
      if (seen.has(name.toLowerCase())) continue;
      const detail = [type, table.name].filter(each => each !== '').join(' · ');
      seen.set(name.toLowerCase(), {
        kind: 'column',
        label: name,
        detail,
        insert: quoteName(name),
      });
    }
  }
  return [...seen.values()];
}

function columnItem(
  { name, type }: ScopeSource['columns'][number],
  { alias }: ScopeSource,
  isQualified: boolean,
): SqlCompletion {
  const own = quoteName(name);
  const insert = isQualified ? `${quoteName(alias)}.${own}` : own;
  const detail = [type, alias].filter(each => each !== '').join(' · ');
  return { kind: 'column', label: isQualified ? `${alias}.${name}` : name, detail, insert };
}

function sourceItem({ alias, table }: ScopeSource): SqlCompletion {
  return { kind: 'query', label: alias, detail: table?.name ?? '', insert: quoteName(alias) };
}

function queries(scope: SqlScope): readonly SqlCompletion[] {
  return scope.queries.map(({ name, columns }) => {
    const detail = columns.map(column => column.name).join(', ');
    return { kind: 'query', label: name, detail, insert: quoteName(name) };
  });
}

function tables(t: Translate, { tables: all }: SqlVocabulary): readonly SqlCompletion[] {
  const [ledger, others] = [all.filter(isLedger), all.filter(table => !isLedger(table))];
  return [...others, ...ledger].map(table => tableItem(t, table, quotedTable(table.name)));
}

function isLedger({ name }: VocabularyTable): boolean {
  return isOwn(name);
}

function isOwn(name: string): boolean {
  return bareName(name).startsWith('_pds_') || bareName(name).startsWith('sqlite_');
}

function quotedTable(name: string): string {
  const bare = bareName(name);
  return name.slice(0, name.length - bare.length) + quoteName(bare);
}

function tableItem(
  t: Translate,
  { name, about, rows }: VocabularyTable,
  insert: string,
): SqlCompletion {
  const details = [
    about === null ? undefined : name,
    rows === null ? undefined : counted(rows, t('{0} row'), t('{0} rows')),
  ];
  const detail = details.filter(each => each !== undefined).join(' · ');
  return { kind: 'table', label: about ?? name, detail, insert };
}

function joins({ sources }: SqlScope): readonly SqlCompletion[] {
  return joinConditions(sources).map(label => ({ kind: 'join', label, detail: '', insert: label }));
}

function functions(t: Translate): readonly SqlCompletion[] {
  return Array.from(sqlFunctions(t), ([name, { signature, text }]) => {
    const isBare = signature.endsWith('()') || signature === 'count(*)';
    const end = isBare ? { insert: signature } : { insert: `${name}(`, insertBehind: ')' };
    return { kind: 'function', label: name, detail: signature, text, ...end };
  });
}

function keywords(words: readonly string[]): readonly SqlCompletion[] {
  return words.map(word => ({ kind: 'keyword', label: word, detail: '', insert: word }));
}
