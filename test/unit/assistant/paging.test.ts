import assert from 'node:assert/strict';
import { test } from 'node:test';

import { pageOf, type Page } from '../../../shared/assistant/paging';
import { SeededRandom } from '../../../shared/util/seededRandom';
import { hasCode } from '../../support/hasCode';

const paging = { kind: 'keys', keyOf: (key: string) => key };

function page(keys: readonly string[], limit: number, cursor?: string): Page<string> {
  return pageOf(keys, { ...paging, limit, cursor });
}

test('all pages together are all items, the largest first, whatever is added between', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = new SeededRandom(seed);
    const keys = Array.from({ length: random.below(30) }, () => key(random));
    const expected = [...new Set(keys)].sort().reverse();
    const there = new Set(keys);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const next = page([...there], random.between(1, 6), cursor);
      found.push(...next.items);
      cursor = next.nextCursor;
      // Newer than all that was given: it belongs before the first page.
      there.add(`~${key(random)}`);
    } while (cursor !== undefined);
    assert.deepEqual(
      found.filter(each => expected.includes(each)),
      expected,
      `seed ${seed}`,
    );
    assert.equal(new Set(found).size, found.length);
  }
});

test('a page that holds the last item has no cursor', () => {
  assert.deepEqual(page(['a', 'b'], 2), { items: ['b', 'a'], nextCursor: undefined });
  assert.deepEqual(page([], 2), { items: [], nextCursor: undefined });
});

test('what was removed since is not missed', () => {
  const { nextCursor } = page(['a', 'b', 'c', 'd'], 2);
  assert.deepEqual(page(['a', 'd'], 2, nextCursor).items, ['a']);
});

test('a cursor of another list, or of nobody, is refused', () => {
  const { nextCursor } = pageOf(['a', 'b'], {
    ...paging,
    kind: 'days',
    limit: 1,
    cursor: undefined,
  });
  for (const cursor of [nextCursor, '', 'x', Buffer.from('{}').toString('base64url')]) {
    assert.throws(() => page(['a'], 1, cursor), hasCode('assistant.bad-input', /nextCursor/));
  }
});

function key(random: SeededRandom): string {
  return String(random.below(1000)).padStart(4, '0');
}
