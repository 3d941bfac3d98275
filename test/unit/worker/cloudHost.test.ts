// The way of a thread to whoever started it, over real threads and against a test server of Google's protocol.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DataSyncError } from '../../../shared/errors';
import type { AskAccess, CloudCredentials } from '../../../shared/storage/cloud/cloudAccess';
import { startWorker, type WorkerHandle } from '../../../shared/worker/startWorker';
import { goodToken, withGcsServer, type GcsServer } from '../../support/gcsServer';
import { hasCode } from '../../support/hasCode';

async function withWorker(
  access: AskAccess | undefined,
  body: (worker: WorkerHandle) => Promise<void>,
): Promise<void> {
  const worker = startWorker(access ? { clouds: { access, cache: undefined } } : {});
  try {
    await body(worker);
  } finally {
    await worker.dispose();
  }
}

const bearer = (token: string): CloudCredentials => ({ kind: 'bearer', token });

function accessOf({ endpoint }: GcsServer, token: string) {
  return { credentials: bearer(token), source: 'the test', endpoint };
}

async function textOf({ channel }: WorkerHandle, destination: string, signal?: AbortSignal) {
  const place = { destination, path: 'one.json' };
  const { bytes } = await channel.request('file', place, { signal });
  return Buffer.from(bytes).toString();
}

test('credentials that have expired are asked for again across the thread', () =>
  withGcsServer(async server => {
    server.put('acme/one.json', '{}');
    const rejections: unknown[] = [];
    const access: AskAccess = async (_, rejected) => {
      rejections.push(rejected);
      return accessOf(server, rejected ? goodToken : 'old');
    };
    await withWorker(access, async worker => {
      assert.equal(await textOf(worker, `gs://${server.bucket}/acme`), '{}');
      assert.deepEqual(rejections, [undefined, bearer('old')]);
    });
  }));

test('what the host says crosses with its code and what was tried', () => {
  const tried = [{ provider: 'environment', outcome: 'it is not set' }];
  const access: AskAccess = async () => {
    throw new DataSyncError('storage.no-credentials', 'nobody is signed in', { tried });
  };
  return withWorker(access, worker =>
    assert.rejects(textOf(worker, 'gs://acme'), (error: unknown) => {
      assert.ok(error instanceof DataSyncError);
      assert.deepEqual(error.data, { tried });
      return hasCode('storage.no-credentials', /nobody is signed in/)(error);
    }),
  );
});

test('a cancel reaches the host, and the thread lives on', () =>
  withGcsServer(async server => {
    server.put('acme/one.json', '{}');
    const stop = new AbortController();
    const ended: unknown[] = [];
    const access: AskAccess = (_, __, signal) => {
      if (ended.length > 0) return Promise.resolve(accessOf(server, goodToken));
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          ended.push(signal.reason);
          reject(signal.reason as Error);
        });
        stop.abort(new DataSyncError('cli.cancelled', 'seen enough'));
      });
    };
    await withWorker(access, async worker => {
      const url = `gs://${server.bucket}/acme`;
      await assert.rejects(textOf(worker, url, stop.signal), hasCode('cli.cancelled'));
      assert.equal(ended.length, 1);
      assert.equal(await textOf(worker, url), '{}');
    });
  }));

test('a thread without a host opens no bucket', () =>
  withWorker(undefined, worker =>
    assert.rejects(textOf(worker, 'gs://acme'), hasCode('storage.no-credentials')),
  ));
