import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LruMap } from '../../../shared/util/lruMap';

test('what was used last stays, and what goes is told', () => {
  const dropped: number[] = [];
  const map = new LruMap<string, number>(2, value => dropped.push(value));
  map.set('a', 1);
  map.set('b', 2);
  assert.equal(map.get('a'), 1);
  map.set('c', 3);
  assert.deepEqual([map.get('a'), map.get('b'), map.get('c')], [1, undefined, 3]);
  assert.deepEqual(dropped, [2]);
});

test('to peek is not to use', () => {
  const map = new LruMap<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  assert.equal(map.peek('a'), 1);
  map.set('c', 3);
  assert.equal(map.peek('a'), undefined);
});

test('entries count by weight, and the newest stays however heavy it is', () => {
  const map = new LruMap<string, number>(
    10,
    () => undefined,
    value => value,
  );
  map.set('a', 4);
  map.set('b', 5);
  map.set('a', 2);
  map.set('c', 3);
  assert.deepEqual([map.peek('a'), map.peek('b'), map.peek('c')], [2, 5, 3]);
  map.set('d', 50);
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map(key => map.peek(key)),
    [undefined, undefined, undefined, 50],
  );
  map.delete('d');
  map.set('e', 10);
  assert.equal(map.peek('e'), 10);
});
