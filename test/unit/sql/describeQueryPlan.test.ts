import assert from 'node:assert/strict';
import { test } from 'node:test';

import { describeQueryPlan } from '../../../shared/sql/describeQueryPlan';
import { inEnglish } from '../../../shared/util/translate';

const rowsOf = (table: string) => ({ EVENTS: 13213, PAGES: 1 })[table];

test('steps stand below what they are part of, whole tables are said with their rows', () => {
  const rows = [
    { id: 4, parent: 0, detail: 'CO-ROUTINE t' },
    { id: 7, parent: 4, detail: 'SCAN e' },
    { id: 9, parent: 4, detail: 'USE TEMP B-TREE FOR GROUP BY' },
    { id: 20, parent: 0, detail: 'SCAN t' },
    { id: 30, parent: 0, detail: 'SEARCH p USING AUTOMATIC COVERING INDEX (pageId=?) LEFT-JOIN' },
  ];
  const sql =
    'SELECT * FROM (SELECT url, count(*) FROM EVENTS e GROUP BY url) t LEFT JOIN PAGES AS p ON pageId = url';
  assert.deepEqual(describeQueryPlan(rows, sql, { t: inEnglish, rowsOf }), [
    { step: 'CO-ROUTINE t', meaning: 'The rows of t, which the steps below make.' },
    { step: '├─ SCAN e', meaning: 'Reads the whole table EVENTS (13,213 rows).' },
    {
      step: '└─ USE TEMP B-TREE FOR GROUP BY',
      meaning: 'Sorts what was found, for GROUP BY.',
    },
    { step: 'SCAN t', meaning: 'Reads the whole table t.' },
    {
      step: 'SEARCH p USING AUTOMATIC COVERING INDEX (pageId=?) LEFT-JOIN',
      meaning:
        'Reads the whole table PAGES (1 row) once to make an index for this query, then finds rows by pageId.',
    },
  ]);
});

for (const [detail, meaning] of [
  ['SEARCH e USING INTEGER PRIMARY KEY (rowid=?)', 'Finds rows of e by their numbers.'],
  [
    'SEARCH e USING INDEX by_day (day=? AND name>?)',
    'Finds rows of e by day and name, with an index.',
  ],
  ['SCAN e USING COVERING INDEX by_day', 'Reads the whole index by_day of e, but not the table.'],
  ['SCAN json_each VIRTUAL TABLE INDEX 1:', 'Reads what the function json_each gives.'],
  ['SCAN CONSTANT ROW', 'Values of the statement itself; no table is read.'],
  ['SCAN 3 CONSTANT ROWS', 'Values of the statement itself; no table is read.'],
  [
    'CORRELATED SCALAR SUBQUERY 2',
    'A subquery that is run anew for each row of the query around it.',
  ],
  ['SCALAR SUBQUERY 2', 'A subquery, which is run once.'],
  ['SOMETHING NEW', ''],
] as const) {
  test(`a step is explained: ${detail}`, () => {
    const [step] = describeQueryPlan([{ id: 1, parent: 0, detail }], 'SELECT 1', {
      t: inEnglish,
      rowsOf: () => undefined,
    });
    assert.deepEqual(step, { step: detail, meaning });
  });
}
