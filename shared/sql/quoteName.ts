/** A name as SQL takes it: without quotes where it needs none. */
export function quoteName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && !keywords.has(name.toUpperCase())
    ? name
    : `"${name.replaceAll('"', '""')}"`;
}

/** Keywords that a table or column might be called by. */
const keywords = new Set(
  ['ALL', 'AS', 'BY', 'CASE', 'CHECK', 'COLUMN', 'DEFAULT', 'DISTINCT', 'FROM', 'GROUP', 'IN']
    .concat([
      'INDEX',
      'IS',
      'JOIN',
      'LIMIT',
      'NOT',
      'NULL',
      'ON',
      'OR',
      'ORDER',
      'PRIMARY',
      'SELECT',
    ])
    .concat(['SET', 'TABLE', 'THEN', 'TO', 'UNION', 'UNIQUE', 'USING', 'VALUES', 'WHEN', 'WHERE'])
    .concat([
      'WITH',
      'ADD',
      'ALTER',
      'AND',
      'BETWEEN',
      'CREATE',
      'DELETE',
      'DROP',
      'ELSE',
      'EXISTS',
    ])
    .concat([
      'HAVING',
      'INSERT',
      'INTO',
      'REFERENCES',
      'TRANSACTION',
      'UPDATE',
      'END',
      'FOR',
      'IF',
    ]),
);
