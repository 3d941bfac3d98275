import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateLabel, dayLabel } from '../../../shared/util/dayLabel';

test('a day is said as people say it, in UTC, with the year where it is another', () => {
  assert.equal(dayLabel('2023-02-22T00:00:00Z', '2023-12-01T00:00:00Z'), 'Wed 22 Feb');
  assert.equal(dayLabel('2023-02-22T00:00:00Z', '2024-01-01T00:00:00Z'), 'Wed 22 Feb 2023');
  assert.equal(dayLabel('2023-02-22T00:00:00Z', ''), 'Wed 22 Feb 2023');
  assert.equal(dayLabel('no day', ''), 'no day');
  assert.equal(dateLabel('2023-02-22T00:00:00Z'), '22 Feb 2023');
});
