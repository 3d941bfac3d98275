// Keywords by where they may stand; those that always stand together are one.

/** The first words of a statement that only reads. */
export const startingKeywords = [
  'SELECT',
  'WITH',
  'WITH RECURSIVE',
  'VALUES',
  'EXPLAIN QUERY PLAN',
];

/** Behind a table of a FROM clause. */
export const keywordsBehindTables = [
  'JOIN',
  'LEFT JOIN',
  'CROSS JOIN',
  'ON',
  'USING',
  'AS',
  'WHERE',
].concat(['GROUP BY', 'ORDER BY', 'LIMIT', 'UNION ALL', 'UNION', 'EXCEPT', 'INTERSECT']);

/** Wherever a value may stand, or what follows one. */
export const expressionKeywords = ['FROM', 'WHERE', 'GROUP BY', 'HAVING', 'ORDER BY', 'LIMIT']
  .concat([
    'OFFSET',
    'DISTINCT',
    'AS',
    'AND',
    'OR',
    'NOT',
    'IN',
    'LIKE',
    'GLOB',
    'BETWEEN',
    'IS NULL',
  ])
  .concat([
    'IS NOT NULL',
    'NULL',
    'EXISTS',
    'CASE',
    'WHEN',
    'THEN',
    'ELSE',
    'END',
    'CAST',
    'COLLATE',
  ])
  .concat(['ASC', 'DESC', 'NULLS FIRST', 'NULLS LAST', 'OVER', 'PARTITION BY', 'FILTER', 'ESCAPE'])
  .concat(['UNION ALL', 'UNION', 'EXCEPT', 'INTERSECT', 'SELECT']);
