import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  formatDate,
  formatDecimal,
  formatDuration,
  formatTime,
  formatTimestamp,
  formatUuid,
} from '../../../shared/avro/logicalText';
import { SeededRandom } from '../../../shared/util/seededRandom';

test('dates of four-digit years are texts, all others stay days', () => {
  const texts = new Map([
    [0, '1970-01-01'],
    [-1, '1969-12-31'],
    [19410, '2023-02-22'],
    [11016, '2000-02-29'],
    [-719528, '0000-01-01'],
    [-719529, '-719529'],
    [2932896, '9999-12-31'],
    [2932897, '2932897'],
    [-2147483648, '-2147483648'],
  ]);
  for (const [days, text] of texts) assert.equal(formatDate(days), text);
});

test('dates are those of the platform', () => {
  const random = new SeededRandom(1);
  for (let round = 0; round < 5000; round++) {
    const days = random.between(-719528, 2932897);
    assert.equal(formatDate(days), new Date(days * 86_400_000).toISOString().slice(0, 10));
  }
});

test('timestamps have as many digits as their unit, and a Z unless local', () => {
  assert.equal(formatTimestamp(1677024000123, 'millis'), '2023-02-22T00:00:00.123Z');
  assert.equal(formatTimestamp(1677024000123456, 'micros'), '2023-02-22T00:00:00.123456Z');
  assert.equal(formatTimestamp(1677024000123456789n, 'nanos'), '2023-02-22T00:00:00.123456789Z');
  assert.equal(formatTimestamp(-1, 'millis', true), '1969-12-31T23:59:59.999');
  assert.equal(formatTimestamp(-1n, 'nanos', true), '1969-12-31T23:59:59.999999999');
});

test('timestamps at the ends of the years 0 and 9999 are texts, beyond them numbers', () => {
  assert.equal(formatTimestamp(253402300799999, 'millis'), '9999-12-31T23:59:59.999Z');
  assert.equal(formatTimestamp(253402300800000, 'millis'), '253402300800000');
  assert.equal(formatTimestamp(-62167219200000, 'millis'), '0000-01-01T00:00:00.000Z');
  assert.equal(formatTimestamp(-62167219200001, 'millis'), '-62167219200001');
  assert.equal(formatTimestamp(2n ** 63n - 1n, 'micros'), '9223372036854775807');
  assert.equal(formatTimestamp(2n ** 63n - 1n, 'nanos'), '2262-04-11T23:47:16.854775807Z');
});

test('timestamps in milliseconds are those of the platform', () => {
  const random = new SeededRandom(2);
  for (let round = 0; round < 5000; round++) {
    const millis = Math.floor((random.next() - 0.2) * 2e14);
    if (millis < -62167219200000) continue;
    assert.equal(formatTimestamp(millis, 'millis'), new Date(millis).toISOString());
    const nanos = BigInt(millis) * 1_000_000n + 5n;
    assert.equal(
      formatTimestamp(nanos, 'nanos').slice(0, 23),
      formatTimestamp(millis, 'millis').slice(0, 23),
    );
  }
});

test('times of day are texts, what is none stays a number', () => {
  assert.equal(formatTime(0, 'millis'), '00:00:00.000');
  assert.equal(formatTime(86_399_999, 'millis'), '23:59:59.999');
  assert.equal(formatTime(86_400_000, 'millis'), '86400000');
  assert.equal(formatTime(-1, 'millis'), '-1');
  assert.equal(formatTime(3_661_000_001, 'micros'), '01:01:01.000001');
  assert.equal(formatTime(2n ** 60n, 'micros'), String(2n ** 60n));
});

test('decimals are exact, with all digits of their scale', () => {
  assert.equal(formatDecimal(Uint8Array.of(), 2), '0.00');
  assert.equal(formatDecimal(Uint8Array.of(0xff), 2), '-0.01');
  assert.equal(formatDecimal(Uint8Array.of(0x04, 0xd2), 2), '12.34');
  assert.equal(formatDecimal(Uint8Array.of(0x80, 0x00), 0), '-32768');
  assert.equal(formatDecimal(10n ** 30n + 1n, 30), `1.${'0'.repeat(29)}1`);
  assert.equal(formatDecimal(-5n, 3), '-0.005');
});

test('a decimal of a megabyte does not take minutes', () => {
  assert.match(formatDecimal(new Uint8Array(1 << 20).fill(1), 2), /^AQEB/);
});

test('durations and uuids', () => {
  const duration = Buffer.alloc(12);
  duration.writeUInt32LE(1, 0);
  duration.writeUInt32LE(4294967295, 4);
  duration.writeUInt32LE(3004, 8);
  assert.equal(formatDuration(duration), 'P1M4294967295DT3.004S');
  const uuid = Buffer.from('0123456789abcdef0123456789abcdef', 'hex');
  assert.equal(formatUuid(uuid), '01234567-89ab-cdef-0123-456789abcdef');
});
