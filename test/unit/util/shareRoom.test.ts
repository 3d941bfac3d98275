import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareRoom } from '../../../shared/util/shareRoom';

const needs = [
  { least: 340, whole: 420 },
  { least: 80, whole: 80 },
  { least: 340, whole: 900 },
];

test('what is left goes to those that lack some: who lacks less takes no more than that', () => {
  assert.deepEqual(shareRoom(needs, 1000), [420, 80, 500]);
  assert.deepEqual(shareRoom(needs, 860), [390, 80, 390]);
});

test('nobody gets more than all, nor less than the least', () => {
  assert.deepEqual(shareRoom(needs, 5000), [420, 80, 900]);
  assert.deepEqual(shareRoom(needs, 300), [340, 80, 340]);
  assert.deepEqual(shareRoom([], 300), []);
});
