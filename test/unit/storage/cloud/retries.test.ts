// What becomes of requests that fail: when it sends them again, how long it waits, and what it says in the end.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DataSyncError } from '../../../../shared/errors';
import { CloudFault } from '../../../../shared/storage/cloud/cloudFault';
import { CloudRequests, type RenewClient } from '../../../../shared/storage/cloud/cloudRequests';
import { createCloudStore } from '../../../../shared/storage/cloud/cloudStore';
import { defaultTuning, type CloudTuning } from '../../../../shared/storage/cloud/cloudTuning';
import { readRange } from '../../../../shared/storage/cloud/readRange';
import { hasCode } from '../../../support/hasCode';
import {
  markedBytes,
  scriptedClient,
  waitlessTuning,
  type ScriptedAnswer,
} from '../../../support/scriptedClient';

const content = markedBytes(200_000);

interface Options {
  readonly renew?: RenewClient;
  readonly tuning?: Partial<CloudTuning>;
}

/** Reads through a client of that script, and how long they would have waited. */
function readsOver(script: readonly ScriptedAnswer[], { renew, tuning }: Options = {}) {
  const waits: number[] = [];
  const client = scriptedClient(content, script);
  const whole = { ...defaultTuning, ...waitlessTuning(waits), ...tuning };
  const requests = new CloudRequests(client, whole, renew);
  const read = (start: number, end: number, signal?: AbortSignal) => {
    const range = { key: 'one', version: 'v1', start, end };
    return readRange(requests, range, 'test://bucket/one', signal);
  };
  return { client, waits, read };
}

const busy = new CloudFault('throttled', 'SlowDown');
const reset = new Error('read ECONNRESET');

test('a throttled request is sent again, with waits that double', async () => {
  const { client, waits, read } = readsOver([busy, busy, busy].map(refuse => ({ refuse })));
  assert.deepEqual(await read(10, 20), content.slice(10, 20));
  assert.equal(client.asked.length, 4);
  assert.deepEqual(waits, [100, 200, 400]);
});

test('a server that asks to wait is obeyed, up to a minute', async () => {
  const faults = [3000, 3_600_000].map(retryAfter => new CloudFault('server', 'busy', retryAfter));
  const { waits, read } = readsOver(faults.map(refuse => ({ refuse })));
  await read(0, 10);
  assert.deepEqual(waits, [3100, 60_200]);
});

test('after all tries one error says what, how often and what to do', async () => {
  const { client, read } = readsOver(
    Array.from({ length: 9 }, () => ({ refuse: new CloudFault('connection', 'ECONNREFUSED') })),
  );
  await assert.rejects(
    read(0, 10),
    hasCode(
      'storage.unreachable',
      /^cannot read test:\/\/bucket\/one: the connection failed: ECONNREFUSED \(tried 6 times\)\. Check the network/,
    ),
  );
  assert.equal(client.asked.length, 6);
});

test('a refusal is not repeated', async () => {
  const { client, read } = readsOver([{ refuse: new DataSyncError('storage.denied', 'no') }]);
  await assert.rejects(read(0, 10), hasCode('storage.denied'));
  assert.equal(client.asked.length, 1);
});

test('an error of an adapter in another bundle counts as one of ours', async () => {
  const foreign = Object.assign(new Error('no'), { name: 'DataSyncError', code: 'storage.denied' });
  const { read } = readsOver([{ refuse: foreign }]);
  await assert.rejects(read(0, 10), hasCode('storage.denied'));
  const fault = Object.assign(new Error('wait'), { name: 'CloudFault', kind: 'throttled' });
  const patient = readsOver([{ refuse: fault }]);
  assert.equal((await patient.read(0, 10)).length, 10);
});

test('a body that breaks, ends early or fails by CloudFault is resumed at the byte', async () => {
  const { client, read } = readsOver([
    { bytes: 70_000, then: reset },
    { bytes: 3000, then: 'end' },
    { bytes: 0, then: 'end' },
    { bytes: 500, then: new CloudFault('server', 'InternalError') },
  ]);
  assert.deepEqual(await read(1000, 150_000), content.slice(1000, 150_000));
  assert.deepEqual(
    client.asked.map(({ start }) => start),
    [1000, 71_000, 74_000, 74_000, 74_500],
  );
  assert.equal(client.sent, 149_000);
});

test('a way that brings bytes is not given up, one that brings a few only is', async () => {
  const many = Array.from({ length: 20 }, () => ({ bytes: 66_000, then: reset }));
  const good = readsOver(many, { tuning: { tries: 2 } });
  assert.deepEqual(await good.read(0, 200_000), content);
  const few = readsOver(Array.from({ length: 20 }, () => ({ bytes: 10, then: reset })));
  await assert.rejects(few.read(0, 200_000), hasCode('storage.unreachable', /ECONNRESET/));
});

test('a body that falls silent is given up and resumed', async () => {
  const { client, read } = readsOver([{ bytes: 5000, then: 'silence' }], {
    tuning: { stallAfter: 5 },
  });
  assert.deepEqual(await read(0, 20_000), content.slice(0, 20_000));
  assert.deepEqual(
    client.asked.map(({ start }) => start),
    [0, 5000],
  );
  assert.equal(client.signals[0]?.aborted, true);
});

test('an answer of more bytes than asked for is no answer', async () => {
  const { client, read } = readsOver([{ tooMany: 1 }]);
  await assert.rejects(read(0, 10), hasCode('storage.read-failed', /asked for bytes 0 to 10/));
  assert.equal(client.signals[0]?.aborted, true);
});

test('a large range is read in parts; the first that fails ends the others', async () => {
  const tuning = { partBytes: 60_000 };
  const { client, read } = readsOver([], { tuning });
  assert.deepEqual(await read(5, 200_000), content.slice(5));
  assert.deepEqual(
    client.asked.map(({ start, end }) => [start, end]),
    [
      [5, 60_005],
      [60_005, 120_005],
      [120_005, 180_005],
      [180_005, 200_000],
    ],
  );
  const silent: ScriptedAnswer = { bytes: 0, then: 'silence' };
  const denied: ScriptedAnswer = { refuse: new DataSyncError('storage.changed', 'changed') };
  const failing = readsOver([silent, silent, denied, silent], { tuning });
  await assert.rejects(failing.read(0, 200_000), hasCode('storage.changed'));
  assert.deepEqual(
    failing.client.signals.map(signal => signal?.aborted),
    [true, true, true, true],
  );
});

test('an aborted signal ends a request that waits for bytes, and the wait before the next', async () => {
  const silent = readsOver([{ bytes: 10, then: 'silence' }]);
  const stopReading = new AbortController();
  const reading = silent.read(0, 1000, stopReading.signal);
  while (silent.client.asked.length === 0) await new Promise(setImmediate);
  stopReading.abort();
  await assert.rejects(reading, { name: 'AbortError' });
  assert.equal(silent.client.signals[0]?.aborted, true);

  const stopWaiting = new AbortController();
  const tuning = { firstDelay: 1e9, longestDelay: 1e9, random: () => 0.5 };
  const client = scriptedClient(content, [{ refuse: busy }]);
  const object = await createCloudStore(client, { tuning }).open('one');
  const waiting = object.read(0, 10, stopWaiting.signal);
  setImmediate(() => stopWaiting.abort());
  await assert.rejects(waiting, { name: 'AbortError' });
});

test('expired credentials are renewed once for all requests that they failed', async () => {
  const gone = new CloudFault('expired', 'ExpiredToken');
  const renewed = scriptedClient(content);
  let renewals = 0;
  const renew = async () => {
    renewals++;
    return renewed;
  };
  const script = Array.from({ length: 4 }, () => ({ refuse: gone }));
  const { client, read } = readsOver(script, { renew, tuning: { partBytes: 60_000 } });
  assert.deepEqual(await read(0, 200_000), content);
  assert.equal(renewals, 1);
  assert.deepEqual([client.asked.length, renewed.asked.length], [4, 4]);
});

test('credentials that are refused anew, or that nobody renews, are an error', async () => {
  const gone = new CloudFault('expired', 'ExpiredToken');
  const renew = async () => scriptedClient(content, [{ refuse: gone }]);
  await assert.rejects(
    readsOver([{ refuse: gone }], { renew }).read(0, 10),
    hasCode('storage.bad-credentials', /ExpiredToken.*Sign in again/),
  );
  await assert.rejects(
    readsOver([{ refuse: gone }]).read(0, 10),
    hasCode('storage.bad-credentials'),
  );
});

test('no more requests are under way than allowed', async () => {
  let running = 0;
  let most = 0;
  const client = scriptedClient(content);
  const counted = {
    ...client,
    head: async (key: string) => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      return client.head(key);
    },
  };
  const store = createCloudStore(counted, { tuning: { inFlight: 3 } });
  await Promise.all(Array.from({ length: 20 }, () => store.stat('one')));
  assert.equal(most, 3);
});
