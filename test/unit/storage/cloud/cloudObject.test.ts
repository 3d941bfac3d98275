// What an open object asks the bucket for: blocks once, streams exactly, what is kept not at all.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createCloudStore } from '../../../../shared/storage/cloud/cloudStore';
import { createRangeCache, type RangeCache } from '../../../../shared/storage/cloud/rangeCache';
import { SeededRandom } from '../../../../shared/util/seededRandom';
import { hasCode } from '../../../support/hasCode';
import {
  markedBytes,
  scriptedClient,
  waitlessTuning,
  type ScriptedAnswer,
} from '../../../support/scriptedClient';
import { withTemporaryFolder } from '../../../support/temporaryFolder';

const content = markedBytes(3_000_000);

async function openOver(script: readonly ScriptedAnswer[] = [], cache?: RangeCache) {
  const client = scriptedClient(content, script);
  const store = createCloudStore(client, { cache, tuning: waitlessTuning() });
  const object = await store.open('one');
  const asked = () => client.asked.map(({ start, end }) => [start, end]);
  return { client, object, asked };
}

test('small reads come in blocks, and what has come is not asked for again', async () => {
  const { object, asked } = await openOver();
  assert.deepEqual(await object.read(70_000, 70_020), content.slice(70_000, 70_020));
  assert.deepEqual(await object.read(65_536, 131_072), content.slice(65_536, 131_072));
  assert.deepEqual(await object.read(60_000, 200_000), content.slice(60_000, 200_000));
  assert.deepEqual(asked(), [
    [65_536, 131_072],
    [0, 65_536],
    [131_072, 262_144],
  ]);
  assert.deepEqual(await object.read(2_999_990, 4_000_000), content.slice(2_999_990));
  assert.deepEqual(asked().at(-1), [2_949_120, 3_000_000]);
});

test('reads at the same time share a request; one that gives up does not take it from the other', async () => {
  const { object, asked } = await openOver();
  const stop = new AbortController();
  const given = object.read(10, 20, stop.signal);
  const other = object.read(15, 40);
  stop.abort();
  await assert.rejects(given, { name: 'AbortError' });
  assert.deepEqual(await other, content.slice(15, 40));
  assert.deepEqual(asked(), [[0, 65_536]]);
});

test('a read that all have given up ends its request, and the next asks again', async () => {
  const { client, object } = await openOver([{ bytes: 10, then: 'silence' }]);
  const stop = new AbortController();
  const reading = object.read(0, 1000, stop.signal);
  while (client.asked.length === 0) await new Promise(setImmediate);
  stop.abort();
  await assert.rejects(reading, { name: 'AbortError' });
  assert.equal(client.signals[0]?.aborted, true);
  assert.deepEqual(await object.read(0, 1000), content.slice(0, 1000));
});

test('a failed read is not remembered', async () => {
  const script = Array.from({ length: 6 }, () => ({ bytes: 0, then: 'end' as const }));
  const { object } = await openOver(script);
  await assert.rejects(object.read(0, 1000), hasCode('storage.unreachable'));
  assert.deepEqual(await object.read(0, 1000), content.slice(0, 1000));
});

test('large reads are asked for as they are', async () => {
  const { object, asked } = await openOver();
  const end = 5 + (2 << 20);
  assert.deepEqual(await object.read(5, end), content.slice(5, end));
  assert.deepEqual(asked(), [[5, end]]);
});

test('random reads give the bytes that lie there', async () => {
  const random = new SeededRandom(3);
  const { object } = await openOver();
  for (let i = 0; i < 300; i++) {
    const start = random.below(content.length);
    const end = start + random.below(random.chance(0.2) ? 2_000_000 : 200_000);
    assert.deepEqual(await object.read(start, end), content.slice(start, end), `${start} ${end}`);
  }
});

test('what was asked by stat serves the opening that follows, once', async () => {
  let heads = 0;
  const client = scriptedClient(content);
  const counted = {
    ...client,
    head: (key: string) => {
      heads++;
      return client.head(key);
    },
  };
  const store = createCloudStore(counted);
  await store.stat('one');
  await store.open('one');
  assert.equal(heads, 1);
  await store.open('one');
  assert.equal(heads, 2);
});

test('a cache on disk serves blocks to the next who opens the object', () =>
  withTemporaryFolder(async folder => {
    const cache = () => createRangeCache({ folder, bytes: 1 << 20 });
    const first = await openOver([], cache());
    await first.object.read(0, 70_000);
    await first.object.read(300_000, 300_010);
    const second = await openOver([], cache());
    assert.deepEqual(await second.object.read(10, 400_000), content.slice(10, 400_000));
    assert.deepEqual(second.asked(), [
      [131_072, 262_144],
      [327_680, 458_752],
    ]);
  }));
