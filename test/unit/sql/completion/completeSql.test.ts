// The sign | is where the cursor stands.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { completeSql, type SqlCompletion } from '../../../../shared/sql/completion/completeSql';
import { SeededRandom } from '../../../../shared/util/seededRandom';
import { inEnglish } from '../../../../shared/util/translate';
import { vocabulary } from '../../../support/sqlVocabulary';

function complete(marked: string): readonly SqlCompletion[] {
  const offset = marked.indexOf('|');
  return completeSql(inEnglish, marked.replace('|', ''), offset, vocabulary).items;
}

/** What is offered, without keywords and functions. */
function named(marked: string): readonly string[] {
  return complete(marked)
    .filter(({ kind }) => kind !== 'keyword' && kind !== 'function')
    .map(({ insert }) => insert);
}

const eventColumns = ['periodId', 'visitorId', 'accountId', 'url', 'eventType'];
const tables = ['ALLEVENTS', 'MATCHEDPAGEEVENTS', 'PAGES', 'visitor.VISITORS', '"Page/p1"'];

for (const [title, text, expected] of [
  ['tables behind FROM, the ledger last', 'SELECT * FROM |', [...tables, '_pds_slices']],
  ['tables behind JOIN', 'SELECT * FROM PAGES JOIN |', [...tables, '_pds_slices']],
  ['tables behind a comma', 'SELECT * FROM PAGES, |', [...tables, '_pds_slices']],
  [
    'queries with a name before tables',
    'WITH days(day, n) AS (SELECT 1, 2), b AS (SELECT 1) SELECT * FROM |',
    ['days', 'b', ...tables, '_pds_slices'],
  ],
  ['columns of an alias', 'SELECT e.| FROM ALLEVENTS AS e', eventColumns],
  ['columns of a table by its own name', 'SELECT pages.| FROM PAGES', ['pageId', 'name']],
  ['tables of an attached database', 'SELECT * FROM visitor.|', ['VISITORS']],
  [
    'columns of the tables, and their aliases',
    'SELECT | FROM ALLEVENTS e WHERE 1',
    [...eventColumns, 'e'],
  ],
  [
    'columns that two tables have, by their tables',
    'SELECT | FROM PAGES a JOIN PAGES b',
    ['a.pageId', 'a.name', 'b.pageId', 'b.name', 'a', 'b'],
  ],
  [
    'columns of a query with a name, renamed or not',
    'WITH w AS (SELECT url, count(*) AS n, p.* FROM ALLEVENTS, PAGES p) SELECT w.| FROM w',
    ['url', 'n', 'pageId', 'name'],
  ],
  ['columns that WITH names', 'WITH w(a, b) AS (SELECT 1, 2) SELECT w.| FROM w', ['a', 'b']],
  [
    'columns of a subquery',
    "SELECT t.| FROM (SELECT url page, CASE WHEN 1 THEN 2 END FROM ALLEVENTS) t WHERE 'x'",
    ['page'],
  ],
  [
    'inside a subquery its own columns, then those around it',
    'SELECT (SELECT | FROM PAGES) FROM visitor.VISITORS v',
    ['pageId', 'name', 'id', 'auto_firstvisit', 'PAGES', 'v'],
  ],
  [
    'all columns before FROM is written',
    'SELECT |',
    [...eventColumns, 'matchableId', 'pageId', 'name', 'id', 'auto_firstvisit'],
  ],
  ['nothing behind AS', 'SELECT url AS | FROM PAGES', []],
  ['nothing in a comment', 'SELECT 1 -- FROM |', []],
  ['nothing in a number', 'SELECT 1|', []],
  ['nothing in a literal that is compared with nothing', "SELECT '|' FROM PAGES", []],
  [
    'the second half of a UNION for itself',
    'SELECT 1 FROM ALLEVENTS UNION SELECT p.| FROM PAGES p',
    ['pageId', 'name'],
  ],
  ['another statement for itself', 'SELECT 1 FROM PAGES; SELECT PAGES.|', []],
] as const) {
  test(`offered: ${title}`, () => assert.deepEqual(named(text), expected));
}

for (const [title, text, expected] of [
  [
    'names whose ids a column holds',
    'SELECT * FROM MATCHEDPAGEEVENTS e WHERE e.matchableId = |',
    ["'p1'", "'p2'"],
  ],
  ['in a literal', "SELECT * FROM PAGES WHERE pageId = 'p|'", ["'p1'", "'p2'"]],
  [
    'in a literal that is open',
    "SELECT * FROM PAGES WHERE pageId IN ('p1', '|\nORDER BY 1; SELECT 'x'",
    ["'p1'", "'p2'"],
  ],
  [
    'names that a column holds',
    'SELECT * FROM PAGES WHERE name LIKE |',
    ["'Home'", "'Ada''s page'"],
  ],
  [
    'values where they are few',
    'SELECT * FROM ALLEVENTS WHERE eventType NOT IN (|',
    ["'click'", "'load'"],
  ],
  [
    'of a renamed column',
    'SELECT * FROM (SELECT eventType AS kind FROM ALLEVENTS) WHERE kind <> |',
    ["'click'", "'load'"],
  ],
  ['guides, where the table is not known', 'SELECT guideId = |', ["'g1'"]],
] as const) {
  test(`values: ${title}`, () => {
    const found = complete(text).filter(({ kind }) => kind === 'value' || kind === 'name');
    assert.deepEqual(
      found.map(({ insert }) => insert),
      expected,
    );
  });
}

test('a literal is replaced whole, a word too', () => {
  const span = (marked: string) =>
    completeSql(inEnglish, marked.replace('|', ''), marked.indexOf('|'), vocabulary).span;
  assert.deepEqual(span("SELECT 1 FROM PAGES WHERE name = 'Ho|me' AND 1"), { start: 33, end: 39 });
  assert.deepEqual(span('SELECT visit|or'), { start: 7, end: 14 });
});

test('tables are joined by ids that both hold', () => {
  const found = complete('SELECT * FROM MATCHEDPAGEEVENTS e JOIN PAGES p ON |');
  assert.deepEqual(
    found.filter(({ kind }) => kind === 'join').map(({ insert }) => insert),
    ['p.pageId = e.matchableId'],
  );
});

test('keywords and functions are offered where they may stand', () => {
  const labels = (text: string) => complete(text).map(({ label }) => label);
  assert.deepEqual(labels('|'), [
    'SELECT',
    'WITH',
    'WITH RECURSIVE',
    'VALUES',
    'EXPLAIN QUERY PLAN',
  ]);
  assert.ok(labels('SELECT * FROM PAGES |').includes('LEFT JOIN'));
  const dated = complete('SELECT d|').find(({ label }) => label === 'date');
  assert.deepEqual([dated?.insert, dated?.insertBehind], ['date(', ')']);
});

test('any text can be completed at any place', () => {
  const random = new SeededRandom(7);
  const parts = [
    'SELECT ',
    'FROM ',
    '(',
    ')',
    "'",
    '"',
    ',',
    '.',
    ';',
    ' e',
    'ALLEVENTS',
    '\n',
    '--',
  ].concat([
    'WITH ',
    ' AS ',
    'w',
    'JOIN ',
    'ON ',
    '=',
    'IN ',
    '/*',
    '*/',
    'UNION ',
    '*',
    '`',
    '[',
    '1',
  ]);
  for (let round = 0; round < 3000; round++) {
    const length = random.below(25);
    const text = Array.from({ length }, () => parts[random.below(parts.length)]).join('');
    const offset = random.below(text.length + 1);
    const { span } = completeSql(inEnglish, text, offset, vocabulary);
    assert.ok(span.start <= offset && offset <= span.end && span.end <= text.length, text);
  }
});
