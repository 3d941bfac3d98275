import type { Translate } from '../../util/translate';
import { idTypesOf, nameTypesOf, type NamedType, type SqlVocabulary } from '../vocabulary';
import type { SqlCompletion } from './completeSql';
import type { ScopeColumn } from './sqlScope';

const words = (t: Translate): Readonly<Record<NamedType, string>> => ({
  Page: t('page'),
  Feature: t('feature'),
  TrackType: t('track type'),
  Guide: t('guide'),
});

/** What a column may be compared with: names whose ids it holds, names that it holds, and its values where they are few. */
export function valueCompletions(
  t: Translate,
  { table = '', name, type, values }: ScopeColumn,
  { names }: SqlVocabulary,
): readonly SqlCompletion[] {
  const ids = idTypesOf(table, name);
  const own = nameTypesOf(table, name);
  const word = words(t);
  return [
    ...names
      .filter(each => ids.includes(each.type))
      .map(each => named(each, `${word[each.type]} · ${each.id}`, each.id)),
    ...names
      .filter(each => own.includes(each.type))
      .map(each => named(each, word[each.type], each.name)),
    ...values.map(value => valueOf(value, type)),
  ];
}

function named(each: { readonly name: string }, detail: string, value: string): SqlCompletion {
  return { kind: 'name', label: each.name, detail, insert: quoted(value) };
}

function valueOf(value: string, type: string): SqlCompletion {
  const isNumber = type === 'INTEGER' || type === 'REAL';
  return { kind: 'value', label: value, detail: '', insert: isNumber ? value : quoted(value) };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
