import assert from 'node:assert/strict';
import { test } from 'node:test';
import avsc from 'avsc';

import { exactType } from '../../../shared/avro/writeContainer';
import { AvroOutput, encoded } from '../../../shared/simulator/avroOutput';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { scaled } from '../../support/randomScale';

const long = exactType('long');
const edges = [0, 1, 63, 64, 127, 128, 2 ** 26, 2 ** 27 - 1, 2 ** 29, 2 ** 30, 2 ** 31, 2 ** 51];

test('longs are encoded as avsc encodes them, at every edge and at random', () => {
  const random = new SeededRandom(7);
  const values = edges.flatMap(edge => [edge - 1, edge, edge + 1, -edge, -edge - 1]);
  for (let i = 0; i < scaled(20_000); i++) {
    values.push(Math.floor((random.next() - 0.5) * 2 ** random.below(53)));
  }
  for (const value of values) {
    const expected = long.toBuffer(value);
    assert.deepEqual(Buffer.from(encoded(out => out.long(value))), expected, String(value));
    assert.deepEqual(Buffer.from(encoded(out => out.bigLong(BigInt(value)))), expected);
    if (value < 0) continue;
    assert.deepEqual(Buffer.from(encoded(out => out.unsigned(value))), expected, String(value));
  }
});

test('longs beyond 2^53 keep all digits', () => {
  for (const value of [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, -(2n ** 53n) - 1n]) {
    const bytes = Buffer.from(encoded(out => out.bigLong(value)));
    assert.deepEqual(bytes, long.toBuffer(value));
  }
});

test('texts, doubles and booleans are encoded as avsc encodes them', () => {
  const text = avsc.Type.forSchema('string');
  for (const value of ['', 'a', 'ä', '日本', '🚀'.repeat(1000)]) {
    assert.deepEqual(Buffer.from(encoded(out => out.string(value))), text.toBuffer(value));
  }
  const double = avsc.Type.forSchema('double');
  for (const value of [0, -0, 1.5, Infinity, 1e300]) {
    assert.deepEqual(Buffer.from(encoded(out => out.double(value))), double.toBuffer(value));
  }
  assert.deepEqual([...encoded(out => out.boolean(true).boolean(false))], [1, 0]);
});

test('the buffer grows and starts anew after it was taken', () => {
  const out = new AvroOutput(1);
  for (let i = 0; i < 1000; i++) out.byte(i % 256);
  assert.equal(out.take().length, 1000);
  assert.equal(out.length, 0);
  assert.deepEqual([...out.byte(7).take()], [7]);
});
