// Objects that are read whole are held against the MD5 that their service keeps.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { checkedReads } from '../../../shared/storage/checkedReads';
import type { OpenObject } from '../../../shared/storage/objectStore';
import { hasCode } from '../../support/hasCode';

const content = new Uint8Array(3_000_000).map((_, i) => i % 251);
const goodMd5 = createHash('md5').update(content).digest('hex');
const otherMd5 = '0'.repeat(32);
const pieces = [0, 65_536, 1_200_000, 2_900_000, content.length];

/** Reads side by side, the later ones answered first; `broken` is a read that fails. */
function readInOrder(md5: string | undefined, bounds: readonly number[], broken?: number) {
  const object: OpenObject = {
    ...{ name: 'one', size: content.length, version: '1', md5 },
    read: async (start, end) => {
      await new Promise(resolve => setTimeout(resolve, start === 0 ? 20 : 1));
      if (start === broken) throw new Error('no');
      return content.slice(start, end);
    },
    close: async () => undefined,
  };
  const read = checkedReads(object, 's3://acme/one');
  return Promise.allSettled(bounds.slice(1).map((end, i) => read(bounds[i] ?? 0, end)));
}

test('what is read whole is held against the MD5 that the service keeps', async () => {
  for (const md5 of [goodMd5, undefined]) {
    const reads = await readInOrder(md5, pieces);
    const bytes = reads.map(read => (read.status === 'fulfilled' ? read.value : Buffer.alloc(0)));
    assert.deepEqual(Buffer.concat(bytes), Buffer.from(content));
  }
  const reads = await readInOrder(otherMd5, pieces);
  assert.deepEqual(
    reads.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'fulfilled', 'rejected'],
  );
  const [last] = reads.slice(-1);
  assert.ok(last?.status === 'rejected');
  assert.ok(
    hasCode(
      'storage.read-failed',
      /one .* its MD5 is [0-9a-f]{32}, the service keeps 0{32}/,
    )(last.reason),
  );
});

test('what is read in part, again, not to its end or with a gap is not', async () => {
  for (const [bounds, broken] of [
    [[100, content.length], undefined],
    [[0, 1_000_000, 2_000_000], undefined],
    [pieces, 65_536],
  ] as const) {
    const reads = await readInOrder(otherMd5, bounds, broken);
    assert.equal(reads.filter(({ status }) => status === 'rejected').length, broken ? 1 : 0);
  }
});
