import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bytesText,
  countOf,
  countText,
  counted,
  dayText,
  durationText,
  shortCount,
} from '../../../shared/util/humanText';

test('sizes have decimal units and two digits at least', () => {
  const sizes = [0, 1, 999, 1000, 1449, 9949, 9950, 999_499, 999_500, 3_200_000_000, 5e15];
  assert.deepEqual(sizes.map(bytesText), [
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1.0 kB',
    '1.4 kB',
    '9.9 kB',
    '10 kB',
    '999 kB',
    '1.0 MB',
    '3.2 GB',
    '5.0 PB',
  ]);
});

test('counts are grouped by thousands, also beyond 2^53', () => {
  assert.deepEqual([0, 999, 1000, -1234567, 9007199254740993n].map(countText), [
    '0',
    '999',
    '1,000',
    '-1,234,567',
    '9,007,199,254,740,993',
  ]);
});

test('a translated count has the same number in the place that the language gives it', () => {
  const said = (count: number) => counted(count, 'eine Zeile in {1}', '{1}: {0} Zeilen', 'PAGES');
  assert.deepEqual([1, 1234].map(said), ['eine Zeile in PAGES', 'PAGES: 1,234 Zeilen']);
});

test('a number that changes quickly is short', () => {
  assert.deepEqual([0, 412, 41_234, 1_249_000].map(shortCount), ['0', '412', '41K', '1.2M']);
});

test('durations name the two largest units and never say 60', () => {
  const durations = [0.04, 0.999, 3.21, 9.96, 42.4, 59.7, 245, 3599.9, 7380];
  assert.deepEqual(durations.map(durationText), [
    '0.04 s',
    '1.0 s',
    '3.2 s',
    '10 s',
    '42 s',
    '1 min 0 s',
    '4 min 5 s',
    '1 h 0 min',
    '2 h 3 min',
  ]);
});

test('words follow their count', () => {
  assert.deepEqual(
    [countOf(1, 'slice'), countOf(2000, 'slice'), countOf(0, 'entry', 'entries')],
    ['1 slice', '2,000 slices', '0 entries'],
  );
  assert.equal(dayText('2023-02-22T00:00:00Z'), '2023-02-22');
});
