import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  canonicalPeriodId,
  hasZone,
  parseUtc,
  rfc3339Of,
} from '../../../shared/manifest/timestamps';

const instant = Date.UTC(2023, 1, 23, 7, 45, 51, 123);

for (const text of [
  '2023-02-23T07:45:51.123Z',
  '2023-02-23T07:45:51.123456Z',
  '2023-02-23T07:45:51.1234567Z',
  '2023-02-23T07:45:51.123456789Z',
  '2023-02-23T07:45:51.1234567890Z',
  '2023-02-23T07:45:51.123456',
  '2023-02-23 07:45:51.123',
  '2023-02-23T09:45:51.123+02:00',
  '2023-02-23T02:15:51.123-0530',
]) {
  test(`${text} is read as UTC`, () => assert.equal(parseUtc(text), instant));
}

for (const text of [
  '',
  'yesterday',
  '2023-02-30T00:00:00Z',
  '2023-13-01T00:00:00Z',
  '2023-00-10',
  '2023-02-23T24:00:00Z',
  '2023-02-23T07:60:00Z',
  '2023-02-23T07:45Z',
  '20230223',
  ' 2023-02-23',
  '2023-02-23T07:45:51+99:00',
]) {
  test(`${JSON.stringify(text)} is no timestamp`, () => assert.equal(parseUtc(text), undefined));
}

test('years below 100 are not 19xx', () => {
  assert.equal(parseUtc('0050-01-01T00:00:00Z'), Date.parse('0050-01-01T00:00:00Z'));
});

test('a period is one UTC midnight', () => {
  assert.equal(canonicalPeriodId('2023-02-22T00:00:00.000000'), '2023-02-22T00:00:00Z');
  assert.equal(canonicalPeriodId('2023-02-22T02:00:00+02:00'), '2023-02-22T00:00:00Z');
  assert.equal(canonicalPeriodId('2023-02-22T00:00:01Z'), undefined);
  assert.equal(canonicalPeriodId('2023-02-22T00:00:00+02:00'), undefined);
});

test('a zone is Z or an offset', () => {
  assert.equal(hasZone('2023-02-23T07:45:51Z'), true);
  assert.equal(hasZone('2023-02-23T07:45:51+02:00'), true);
  assert.equal(hasZone('2023-02-23T07:45:51'), false);
  assert.equal(hasZone('2023-02-23'), false);
});

for (const [text, written] of [
  ['2023-02-23', '2023-02-23T00:00:00Z'],
  ['2023-02-23 07:45:51,5z', '2023-02-23T07:45:51.5Z'],
  ['2023-02-23t07:45:51 +0200', '2023-02-23T07:45:51+02:00'],
  ['2023-02-23T07:45:51', '2023-02-23T07:45:51'],
  ['2023-02-23T07:45:51.123456789Z', '2023-02-23T07:45:51.123456789Z'],
] as const) {
  test(`RFC 3339 writes ${text} as ${written}, the same instant`, () => {
    assert.equal(rfc3339Of(text), written);
    assert.equal(parseUtc(written), parseUtc(text));
  });
}
