import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DataSyncError } from '../../../shared/errors';
import { explainSqlError } from '../../../shared/sql/explainSqlError';
import { inEnglish } from '../../../shared/util/translate';
import { openMemory } from '../../support/openEngine';

const tables = [
  { name: 'ALLEVENTS', columns: ['periodId', 'visitorId', 'accountId'] },
  { name: 'PAGES', columns: ['pageId', 'name'] },
  { name: '_pds_slices', columns: ['kind'] },
  { name: 'visitor.VISITORS', columns: ['id'] },
];

/** The statement as SQLite complains about it, with the place that is named marked by brackets. */
async function explain(sql: string) {
  const engine = await openMemory();
  for (const { name, columns } of tables) {
    if (!name.includes('.')) engine.run(`CREATE TABLE ${name}(${columns.join()})`);
  }
  const complaintAbout = (text: string) => {
    try {
      engine.prepare(text).finalize();
      return undefined;
    } catch (error) {
      if (error instanceof DataSyncError) return error.message;
      throw error;
    }
  };
  try {
    const message = complaintAbout(sql) ?? assert.fail('it is right');
    const { span, message: text } = explainSqlError(message, sql, {
      t: inEnglish,
      tables,
      complaintAbout,
    });
    const marked = `${sql.slice(0, span.start)}[${sql.slice(span.start, span.end)}]${sql.slice(span.end)}`;
    return [marked, text];
  } finally {
    engine.close();
  }
}

for (const [sql, marked, message] of [
  [
    'SELECT * FROM ALLEVENT',
    'SELECT * FROM [ALLEVENT]',
    'There is no table ALLEVENT. Did you mean ALLEVENTS? Tables: ALLEVENTS, PAGES, visitor.VISITORS.',
  ],
  [
    'SELECT 1 FROM "events"',
    'SELECT 1 FROM ["events"]',
    'There is no table events. Did you mean ALLEVENTS? Tables: ALLEVENTS, PAGES, visitor.VISITORS.',
  ],
  [
    'SELECT visitor_id\nFROM ALLEVENTS',
    'SELECT [visitor_id]\nFROM ALLEVENTS',
    'There is no column visitor_id. Did you mean visitorId? Columns: periodId, visitorId, accountId.',
  ],
  ['SELECT coutn(*) FROM PAGES', 'SELECT [coutn](*) FROM PAGES', 'No such function: coutn.'],
  [
    "SELECT 'FORM', FORM FROM PAGES FORM FORM PAGES",
    "SELECT 'FORM', FORM FROM PAGES FORM [FORM] PAGES",
    'Syntax error near FORM.',
  ],
  ['SELECT (1', 'SELECT ([1]', 'The statement is not finished.'],
  ["SELECT 'a", "SELECT ['a]", "Syntax error near 'a."],
  [
    'SELECT periodId FROM ALLEVENTS a, ALLEVENTS b',
    'SELECT [periodId] FROM ALLEVENTS a, ALLEVENTS b',
    'periodId is in several tables: write which, as in table.periodId.',
  ],
  [
    'SELECT 1,\n2 UNION SELECT 3',
    '[SELECT 1,]\n2 UNION SELECT 3',
    'SELECTs to the left and right of UNION do not have the same number of result columns.',
  ],
] as const) {
  test(`explained: ${sql}`, async () => assert.deepEqual(await explain(sql), [marked, message]));
}
