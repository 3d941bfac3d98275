import assert from 'node:assert/strict';
import { test } from 'node:test';

import { queryDocument, readyQueries } from '../../../shared/sql/readyQueries';
import { inEnglish } from '../../../shared/util/translate';

test('queries are offered for what is there', () => {
  const columns = ['_row', 'matchableId', 'periodId', 'visitorId'];
  const tables = [
    { name: 'ALLEVENTS', columns },
    { name: 'MATCHEDPAGEEVENTS', columns },
  ];
  const titles = readyQueries(inEnglish, tables).map(({ title }) => title);
  assert.deepEqual(titles, [
    'Events and visitors per day',
    'Top pages',
    'Visitors per day, and how many had no event before in what is loaded',
  ]);
});

test('tables that nothing is known of are shown by their first rows', () => {
  const tables = [
    { name: 'ACCOUNTS', columns: ['id'] },
    { name: 'my table', columns: ['x'] },
    { name: '_pds_slices', columns: ['kind', 'periodId', 'counter', 'rows'] },
  ];
  assert.equal(
    queryDocument('-- database: 1/account', readyQueries(inEnglish, tables)),
    `-- database: 1/account

-- First rows of ACCOUNTS
SELECT *
FROM ACCOUNTS
LIMIT 1000;

-- First rows of my table
SELECT *
FROM "my table"
LIMIT 1000;
`,
  );
});
