import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ageText, dateText } from '../../../../server/language/timeText';

const now = new Date('2023-02-24T12:00:00Z');

test('a day is named with its weekday', () => {
  assert.equal(dateText(Date.parse('2023-02-22T00:00:00Z')), 'Wednesday, 22 February 2023');
});

test('an age is told in the largest unit that fits, also of what is still to come', () => {
  const ages = ['2023-02-24T11:59:30Z', '2023-02-24T11:58:00Z', '2023-02-22T00:00:00Z'];
  const told = ages.map(time => ageText(Date.parse(time), now));
  assert.deepEqual(told, ['just now', '2 minutes ago', '2 days ago']);
  assert.equal(ageText(Date.parse('2023-02-24T15:00:00Z'), now), 'in 3 hours');
});
