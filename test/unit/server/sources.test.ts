import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Sources } from '../../../server/sources';

const { signal } = new AbortController();

test('answers are the same as long as they are the same objects', async () => {
  const files = { answer: {} };
  const before = new Sources();
  await before.ask(async () => files.answer, signal);
  const same = new Sources();
  await same.ask(async () => files.answer, signal);
  assert.ok(before.areSame(same) && (await before.areCurrent(signal)));
  files.answer = {};
  const other = new Sources();
  await other.ask(async () => files.answer, signal);
  assert.ok(!before.areSame(other));
  assert.ok(!(await before.areCurrent(signal)));
});

test('who was asked more was told something else', async () => {
  const one = new Sources();
  await one.ask(async () => 1, signal);
  assert.ok(!one.areSame(new Sources()));
});
