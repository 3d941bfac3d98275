import assert from 'node:assert/strict';
import { test } from 'node:test';

import { copyOfDay, copyOfExport, copyOfSlice } from '../../../../client/download/copyChoice';

const periodId = '2024-02-29T00:00:00Z';
const day = { start: periodId, end: '2024-03-01T00:00:00Z' };
const counters = { start: 412, end: 413 };

test('an export is its counter alone, a day of it the period besides', () => {
  assert.deepEqual(copyOfExport(412), { counters });
  assert.deepEqual(copyOfDay(412, periodId), { counters, periods: day });
});

test('a slice is named by its kind, day and page; a definition table has no day', () => {
  const matched = { kind: 'matchedPage', periodId, matchableId: 'Page/a', counter: 412 } as const;
  assert.deepEqual(copyOfSlice(matched), {
    ...{ counters, periods: day, kinds: ['matchedPage'] },
    matchables: ['Page/a'],
  });
  const table = { kind: 'pages', periodId: null, matchableId: null, counter: 412 } as const;
  assert.deepEqual(copyOfSlice(table), { counters, kinds: ['pages'] });
});
