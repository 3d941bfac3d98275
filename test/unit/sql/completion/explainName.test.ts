// The sign | stands before the name that the pointer is on.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { explainName } from '../../../../shared/sql/completion/explainName';
import { inEnglish } from '../../../../shared/util/translate';
import { vocabulary } from '../../../support/sqlVocabulary';

const explain = (marked: string) =>
  explainName(inEnglish, marked.replace('|', ''), marked.indexOf('|'), vocabulary)?.lines;

for (const [title, text, lines] of [
  [
    'a table',
    'SELECT * FROM |ALLEVENTS',
    [
      '`ALLEVENTS` · table · 13,213 rows · 5 columns',
      '`periodId`, `visitorId`, `accountId`, `url`, `eventType`',
    ],
  ],
  [
    'the table of an alias',
    'SELECT |p.name FROM PAGES p',
    ['`PAGES` · table · 2 columns', '`pageId`, `name`'],
  ],
  [
    'a column, its meaning and its values',
    'SELECT e.|eventType FROM ALLEVENTS e',
    [
      '`eventType TEXT` · column of `ALLEVENTS`',
      'What kind of event it is: `load`, `click`, `guideSeen`, …',
      'Values: `click`, `load`',
    ],
  ],
  [
    'a column that is computed',
    'SELECT |n FROM (SELECT count(*) AS n FROM PAGES)',
    ['`n` · computed by the statement'],
  ],
  [
    'a query of the statement',
    'WITH w AS (SELECT 1 AS a) SELECT * FROM |w',
    ['`w` · query of this statement', '`a`'],
  ],
  ['a function', 'SELECT |ifnull(1, 2)', ['`ifnull(x, y)`', 'x, or y where x is NULL.']],
  ['an id that has a name', "SELECT * FROM PAGES WHERE pageId = |'p1'", ['Page: Home']],
  ['a keyword', '|SELECT 1', undefined],
  ['a comment', '-- |ALLEVENTS', undefined],
] as const) {
  test(`explained: ${title}`, () => assert.deepEqual(explain(text), lines));
}
