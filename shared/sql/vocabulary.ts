// What can be named in the SQL documents of one local database.

/** The names that a database gives. */
export interface SqlVocabulary {
  readonly tables: readonly VocabularyTable[];
  /** Pages, features, track types and guides by name. */
  readonly names: readonly NamedId[];
}

/** A table or view. */
export interface VocabularyTable {
  /** `ALLEVENTS`; of an attached database `visitor.VISITORS`. */
  readonly name: string;
  /** The page, feature or track type that it holds the events of. */
  readonly about: string | null;
  /** By the ledger; null where it says nothing. */
  readonly rows: number | null;
  readonly columns: readonly VocabularyColumn[];
}

/** A column of a table. */
export interface VocabularyColumn {
  readonly name: string;
  /** As it is declared; empty for mixed values. */
  readonly type: string;
  /** All or most of its values where they are few; empty where they are many, or not known. */
  readonly values: readonly string[];
}

/** What Pendo gives names to. */
export type NamedType = 'Page' | 'Feature' | 'TrackType' | 'Guide';

/** An id that people know by a name. */
export interface NamedId {
  readonly type: NamedType;
  readonly id: string;
  readonly name: string;
}

/** Which ids a column holds; empty where it holds none that have names. */
export function idTypesOf(table: string, column: string): readonly NamedType[] {
  switch (column.toLowerCase()) {
    case 'pageid':
      return ['Page'];
    case 'featureid':
      return ['Feature'];
    case 'tracktypeid':
      return ['TrackType'];
    case 'guideid':
      return ['Guide'];
    case 'matchableid':
      return matchedTypes(table);
    default:
      return [];
  }
}

/** Which names a column holds. */
export function nameTypesOf(table: string, column: string): readonly NamedType[] {
  const own = column.toLowerCase() === 'name' ? definedType(bareName(table)) : undefined;
  return own ? [own] : [];
}

/** `visitor.VISITORS` is `VISITORS`. */
export function bareName(table: string): string {
  return /^(?:visitor|account)\./.test(table) ? table.slice(table.indexOf('.') + 1) : table;
}

function matchedTypes(table: string): readonly NamedType[] {
  const found = /^(?:MATCHED)?(PAGE|FEATURE|TRACKTYPE)(?:EVENTS$|\/)/i.exec(bareName(table))?.[1];
  switch (found?.toUpperCase()) {
    case 'PAGE':
      return ['Page'];
    case 'FEATURE':
      return ['Feature'];
    case 'TRACKTYPE':
      return ['TrackType'];
    default:
      return ['Page', 'Feature', 'TrackType'];
  }
}

function definedType(table: string): NamedType | undefined {
  switch (table.replace(/^all/i, '').toUpperCase()) {
    case 'PAGES':
      return 'Page';
    case 'FEATURES':
      return 'Feature';
    case 'TRACKTYPES':
      return 'TrackType';
    case 'GUIDES':
      return 'Guide';
    default:
      return undefined;
  }
}
