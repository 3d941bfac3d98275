import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finish, finishInTurns, type Steps } from '../../../shared/util/steps';

/** Works for about so many milliseconds. */
function* working(millis: number): Steps<string> {
  const end = performance.now() + millis;
  while (performance.now() < end) yield;
  return 'done';
}

test('work in steps is done at once, or in turns with the same result', async () => {
  assert.equal(finish(working(1)), 'done');
  assert.equal(await finishInTurns(working(1)), 'done');
});

test('others have their turn while the work goes on', async () => {
  const order: string[] = [];
  setImmediate(() => order.push('other'));
  await finishInTurns(working(60));
  order.push('work');
  assert.deepEqual(order, ['other', 'work']);
});

test('work that nobody waits for any more ends', async () => {
  const controller = new AbortController();
  setImmediate(() => controller.abort());
  await assert.rejects(finishInTurns(working(60_000), controller.signal), { name: 'AbortError' });
});

test('work that nobody waits for does not begin', async () => {
  let begun = false;
  const steps = (function* (): Steps<void> {
    begun = true;
    yield;
  })();
  await assert.rejects(finishInTurns(steps, AbortSignal.abort()), { name: 'AbortError' });
  assert.equal(begun, false);
});
