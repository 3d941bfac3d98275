import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { RecheckingMemory } from '../../../shared/util/recheckingMemory';

test('who asks again at once gets what was found, and who asks at the same time shares the look', async () => {
  const memory = new RecheckingMemory<number>(10);
  const look = mock.fn(async () => 1);
  assert.deepEqual(await Promise.all([memory.get('a', look), memory.get('a', look)]), [1, 1]);
  assert.equal(await memory.get('a', look), 1);
  assert.equal(look.mock.callCount(), 1);
});

test('the next look begins with what the last one found', async () => {
  const memory = new RecheckingMemory<number>(10);
  const look = async (before = 0) => before + 1;
  assert.equal(await memory.get('a', look), 1);
  memory.lookAgain();
  assert.equal(await memory.get('a', look), 2);
  memory.update('a', value => value + 10);
  memory.lookAgain();
  assert.equal(await memory.get('a', look), 13);
});

test('what was found before the call to look again is not for those who ask after it', async () => {
  const memory = new RecheckingMemory<string>(10);
  const slow = memory.get('a', async () => {
    await new Promise(resolve => setImmediate(resolve));
    return 'old';
  });
  memory.lookAgain();
  assert.equal(await memory.get('a', async () => 'new'), 'new');
  assert.equal(await slow, 'old');
  assert.equal(await memory.get('a', async () => 'newest'), 'new');
});

test('a look that failed or that all gave up is begun anew', async () => {
  const memory = new RecheckingMemory<number>(10);
  await assert.rejects(
    memory.get('a', async () => {
      throw new Error('no');
    }),
  );
  const giving = new AbortController();
  const given = memory.get('a', () => new Promise<never>(() => undefined), giving.signal);
  giving.abort();
  await assert.rejects(given, { name: 'AbortError' });
  assert.equal(await memory.get('a', async () => 1), 1);
});

test('a look that failed after the first to ask had given up is begun anew', async () => {
  const memory = new RecheckingMemory<number>(10);
  const giving = new AbortController();
  const look = async (): Promise<number> => {
    await new Promise(resolve => setImmediate(resolve));
    throw new Error('no');
  };
  const first = memory.get('a', look, giving.signal);
  const second = memory.get('a', look);
  giving.abort();
  await assert.rejects(first, { name: 'AbortError' });
  await assert.rejects(second, /no/);
  assert.equal(await memory.get('a', async () => 1), 1);
});
