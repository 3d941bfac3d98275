import { quoteName } from '../quoteName';
import { bareName, idTypesOf } from '../vocabulary';
import type { ScopeColumn, ScopeSource } from './sqlScope';

/** How the newest of these tables may be joined with the others: by columns that hold the same ids. */
export function joinConditions(sources: readonly ScopeSource[]): readonly string[] {
  const newest = sources.at(-1);
  if (!newest) return [];
  return sources
    .slice(0, -1)
    .flatMap(other =>
      newest.columns.flatMap(mine =>
        other.columns
          .filter(theirs => holdSameIds(mine, theirs))
          .map(theirs => `${named(newest, mine)} = ${named(other, theirs)}`),
      ),
    );
}

function named({ alias }: ScopeSource, { name }: ScopeColumn): string {
  return `${quoteName(alias)}.${quoteName(name)}`;
}

function holdSameIds(a: ScopeColumn, b: ScopeColumn): boolean {
  const [ofA, ofB] = [kindsOf(a), kindsOf(b)];
  return ofA.some(kind => ofB.includes(kind));
}

function kindsOf({ table = '', name }: ScopeColumn): readonly string[] {
  const types = idTypesOf(table, name);
  if (types.length > 0) return types;
  switch (name.toLowerCase()) {
    case 'visitorid':
      return ['Visitor'];
    case 'accountid':
      return ['Account'];
    case 'id':
      return personOf(bareName(table).toUpperCase());
    default:
      return [];
  }
}

function personOf(table: string): readonly string[] {
  if (table === 'VISITORS') return ['Visitor'];
  return table === 'ACCOUNTS' ? ['Account'] : [];
}
