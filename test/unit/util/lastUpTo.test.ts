import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastUpTo } from '../../../shared/util/lastUpTo';

test('the last index that fits, and the first where none does', () => {
  for (let count = 0; count < 20; count++) {
    for (let last = 0; last < count; last++) {
      assert.equal(
        lastUpTo(count, index => index <= last),
        last,
      );
    }
    assert.equal(
      lastUpTo(count, () => false),
      0,
    );
  }
});
