import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SharedTask } from '../../../shared/util/sharedTask';

test('one who gives up fails alone; the others get the result', async () => {
  const { promise, resolve } = deferred<number>();
  let isStopped = false;
  const task = new SharedTask(signal => {
    signal.addEventListener('abort', () => (isStopped = true));
    return promise;
  });
  const giving = new AbortController();
  const gone = task.join(giving.signal);
  const patient = task.join();
  giving.abort();
  await assert.rejects(gone, { name: 'AbortError' });
  resolve(7);
  assert.equal(await patient, 7);
  assert.equal(await task.join(), 7);
  assert.ok(!isStopped && !task.isAbandoned);
});

test('the work ends when nobody waits any more', async () => {
  const task = new SharedTask(
    signal =>
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')));
      }),
  );
  const giving = new AbortController();
  const both = [task.join(giving.signal), task.join(giving.signal)];
  giving.abort();
  for (const each of both) await assert.rejects(each, { name: 'AbortError' });
  assert.ok(task.isAbandoned);
});

test('a failure reaches all who wait', async () => {
  const task = new SharedTask(async () => {
    throw new Error('no');
  });
  await assert.rejects(task.join(), /no/);
  await assert.rejects(task.join(), /no/);
});

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>(done => (resolve = done));
  return { promise, resolve };
}
