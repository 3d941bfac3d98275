// A sync of several applications, and what its sum says of one that breaks halfway.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Engine } from '../../../shared/engine/engine';
import { createSqlJsEngines } from '../../../shared/engine/sqlJs/createSqlJsEngines';
import { DataSyncError } from '../../../shared/errors';
import type { SyncEvent, SyncRecipe } from '../../../shared/protocol/worker';
import { syncSession } from '../../../shared/sync/syncSession';
import { inEnglish } from '../../../shared/util/translate';
import { createMemoryStore } from '../../support/memoryStore';

const recipe: SyncRecipe = {
  destination: 'memory',
  database: '/no/such/folder',
  applications: [],
  counts: 'strict',
  definitions: 'merge',
  adopt: false,
  reload: false,
  sweepOrphans: false,
  ignoreFreeSpace: true,
};

/** One export with more slices than one transaction takes, none of which needs a file. */
const manifest = JSON.stringify({
  exports: [
    {
      counter: 1,
      exportType: null,
      finishTime: '2023-02-23T04:00:00Z',
      storageSize: 0,
      rootUrl: 'gs://bucket/datasync/1/2/e1',
      timestamp: '2023-02-23T04:00:00Z',
      numberOfFiles: 0,
      application: { displayName: 'A', id: '2' },
      subscription: { displayName: 'S', id: '1' },
      timeDependent: [
        {
          periodId: '2023-02-22T00:00:00Z',
          matchedEvents: Array.from({ length: 600 }, (_, n) => ({
            eventCount: 0,
            files: [],
            id: `Page/${n}`,
            type: 'Page',
          })),
        },
      ],
    },
  ],
  generatedTime: '2023-02-23T05:00:00Z',
});

/** The first transaction is committed, the second meets a full disk. */
function withOneTransaction(engine: Engine): Engine {
  let transactions = 0;
  return new Proxy(engine, {
    get(target, name) {
      if (name === 'transaction' && transactions++ > 0) {
        return () => Promise.reject(new DataSyncError('engine.disk-full', 'full'));
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

test('what an application loaded before it broke is in the sum', async () => {
  const store = createMemoryStore();
  const manifests = ['2', '3'].map(application => {
    const folder = `datasync/1/${application}`;
    const path = `${folder}/exportmanifest.json`;
    store.put(path, Buffer.from(manifest));
    return { path, folder, subscription: '1', application };
  });
  const sqlJs = await createSqlJsEngines();
  const engines = { open: async () => withOneTransaction(await sqlJs.open({ mode: 'readWrite' })) };
  const ports = { t: inEnglish, engines, openDestination: async () => ({ store, manifests }) };
  let reported = 0;
  const progress = (event: SyncEvent) => {
    if (event.kind === 'slices') reported += event.slices.length;
  };
  const { signal } = new AbortController();
  const context = { signal, progress, drained: async () => undefined, isCancelled: () => false };
  const { counts, failedApplications } = await syncSession(ports, recipe, context);
  assert.ok(reported > 0);
  assert.deepEqual(counts, { deleted: reported });
  assert.equal(failedApplications, 2);
});
