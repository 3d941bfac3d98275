import type { SqlVocabulary, VocabularyTable } from '../../shared/sql/vocabulary';

/** A database of a few tables. */
export const vocabulary: SqlVocabulary = {
  tables: [
    tableOf('ALLEVENTS', ['periodId', 'visitorId', 'accountId', 'url'], {
      rows: 13213,
      values: { eventType: ['click', 'load'], periodId: ['2023-02-22'] },
    }),
    tableOf('MATCHEDPAGEEVENTS', ['matchableId', 'periodId', 'visitorId'], {}),
    tableOf('PAGES', ['pageId', 'name'], {}),
    tableOf('_pds_slices', ['kind'], {}),
    tableOf('visitor.VISITORS', ['id', 'auto_firstvisit'], {}),
    tableOf('Page/p1', ['periodId'], { about: 'Home' }),
  ],
  names: [
    { type: 'Page', id: 'p1', name: 'Home' },
    { type: 'Page', id: 'p2', name: "Ada's page" },
    { type: 'Guide', id: 'g1', name: 'Welcome' },
  ],
};

interface TableFacts {
  readonly rows?: number;
  readonly about?: string;
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

function tableOf(
  name: string,
  columns: readonly string[],
  { rows, about, values = {} }: TableFacts,
): VocabularyTable {
  const names = [...new Set([...columns, ...Object.keys(values)])];
  return {
    ...{ name, about: about ?? null, rows: rows ?? null },
    columns: names.map(column => ({ name: column, type: 'TEXT', values: values[column] ?? [] })),
  };
}
