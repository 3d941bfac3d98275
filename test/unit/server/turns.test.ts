import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Turns } from '../../../server/turns';

test('work on one key is done one after the other, also behind work that fails', async () => {
  const turns = new Turns();
  const log: string[] = [];
  const work = (name: string, fails = false) =>
    turns.run('a', async () => {
      log.push(`${name} begins`);
      await new Promise(resolve => setImmediate(resolve));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
    });
  const results = await Promise.allSettled([work('first', true), work('second'), work('third')]);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['rejected', 'fulfilled', 'fulfilled'],
  );
  assert.deepEqual(log, [
    'first begins',
    'first ends',
    'second begins',
    'second ends',
    'third begins',
    'third ends',
  ]);
});

test('work on another key does not wait', async () => {
  const turns = new Turns();
  const never = turns.run('a', () => new Promise(() => undefined));
  assert.equal(await turns.run('b', async () => 'done'), 'done');
  assert.ok(never instanceof Promise);
});
